package io.drydock.run;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The problems of a play with the hosts that each is for; what differs in a value only from host to host is told once. */
final class HostFindings {
    private static final int NAMED = 5; // hosts

    private final int hosts;
    private final Map<Diagnostic, Set<String>> found = new LinkedHashMap<>();

    /** @param hosts how many the play has */
    HostFindings(int hosts) {
        this.hosts = hosts;
    }

    void add(Collection<Diagnostic> problems, String host) {
        problems.forEach(
                p -> found.computeIfAbsent(p, _ -> new LinkedHashSet<>()).add(host));
    }

    /** What is quoted in a message is a value. */
    private record Alike(Diagnostic.Level level, SourcePos pos, String message) {
        static Alike of(Diagnostic problem) {
            return new Alike(problem.level(), problem.pos(), problem.message().replaceAll("\"[^\"]*\"", "\"\""));
        }
    }

    private record Told(Diagnostic problem, Set<String> hosts) {}

    void report(Diagnostics problems) {
        Map<Alike, List<Told>> all = new LinkedHashMap<>();
        found.forEach((problem, of) -> {
            List<Told> alike = all.computeIfAbsent(Alike.of(problem), _ -> new ArrayList<>());
            alike.stream()
                    .filter(told -> Collections.disjoint(told.hosts(), of))
                    .findFirst()
                    .ifPresentOrElse(
                            told -> told.hosts().addAll(of),
                            () -> alike.add(new Told(problem, new LinkedHashSet<>(of))));
        });
        all.values().stream().flatMap(List::stream).map(this::told).forEach(problems::add);
    }

    private Diagnostic told(Told told) {
        Diagnostic problem = told.problem();
        if (told.hosts().size() == hosts) return problem;
        String some = told.hosts().stream().limit(NAMED).collect(Collectors.joining(", "));
        String where = told.hosts().size() == 1
                ? "on " + some + ", of " + hosts + " hosts"
                : "on " + told.hosts().size() + " of " + hosts + " hosts: " + some
                        + (told.hosts().size() > NAMED ? ", ..." : "");
        String remedy = problem.remedy().isEmpty() ? where : problem.remedy() + "\n" + where;
        return new Diagnostic(problem.level(), problem.pos(), problem.message(), remedy);
    }
}
