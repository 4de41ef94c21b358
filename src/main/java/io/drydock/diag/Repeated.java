package io.drydock.diag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells what is wrong with the same words at several places of a file once, with all its lines. */
final class Repeated {
    private record Told(Diagnostic.Level level, String file, String message, String remedy) {}

    private static final int LINES = 20;

    private Repeated() {}

    /** The problems, each at its first place; the other places are lines of its remedy. */
    static List<Diagnostic> once(List<Diagnostic> problems) {
        Map<Told, List<Diagnostic>> same = new LinkedHashMap<>();
        problems.forEach(p -> same.computeIfAbsent(
                        new Told(p.level(), p.pos().file(), p.message(), p.remedy()), _ -> new ArrayList<>())
                .add(p));
        return same.values().stream().map(Repeated::merged).toList();
    }

    private static Diagnostic merged(List<Diagnostic> same) {
        Diagnostic first = same.getFirst();
        List<Integer> lines = same.stream()
                .map(p -> p.pos().line())
                .distinct()
                .filter(line -> line != first.pos().line())
                .toList();
        if (lines.isEmpty()) return first;
        String some = lines.stream().limit(LINES).map(String::valueOf).collect(Collectors.joining(", "));
        String also = "the same in " + (lines.size() == 1 ? "line " : "lines ") + some
                + (lines.size() > LINES ? " and " + (lines.size() - LINES) + " more" : "");
        return new Diagnostic(
                first.level(),
                first.pos(),
                first.message(),
                first.remedy().isEmpty() ? also : first.remedy() + "\n" + also);
    }
}
