package io.drydock.action;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The shell files that programs are made of: {@code runtime.sh}, and those under lib/ that actions name. A program holds
 * all that its tasks need, so a name that two of them define would mean one thing to the tasks of both: it is a problem.
 */
final class ShellLibraries {
    private static final String RUNTIME = "runtime.sh";

    private final List<Path> roots;
    private final Diagnostics problems;
    private final Set<String> linked = new HashSet<>();
    /** Where each name was first defined, with the file it is in. */
    private final Map<String, ShellName> defined = new HashMap<>();

    ShellLibraries(List<Path> roots, Diagnostics problems) {
        this.roots = List.copyOf(roots);
        this.problems = problems;
    }

    Optional<Path> locate(String file) {
        return roots.stream().map(r -> r.resolve(file)).filter(Files::exists).findFirst();
    }

    String text(String file) {
        return read(locate(file).orElseThrow(() -> new IllegalStateException("no " + file + " under " + roots)));
    }

    /** Takes in the library {@code name}, which an action asks for at {@code asked}. */
    void link(String name, SourcePos asked) {
        if (linked.add(RUNTIME)) locate(RUNTIME).ifPresent(this::define);
        Optional<Path> file = locate("lib/" + name + ".sh");
        if (file.isEmpty())
            problems.error(asked, "there is no library lib/" + name + ".sh", "libraries are looked for below " + roots);
        else if (linked.add(name)) define(file.get());
    }

    private void define(Path file) {
        for (ShellName name : names(file)) {
            ShellName first = defined.putIfAbsent(name.name(), name);
            if (first != null && !first.pos().file().equals(name.pos().file())) taken(name, first);
        }
    }

    /** A template's functions, which hold while its task runs, must not take the place of those that its libraries call. */
    void check(Path template, String text, List<String> libraries) {
        Map<String, ShellName> called = new HashMap<>();
        Stream.concat(Stream.of(RUNTIME), libraries.stream().map(l -> "lib/" + l + ".sh"))
                .flatMap(f -> locate(f).stream())
                .flatMap(f -> names(f).stream())
                .forEach(n -> called.putIfAbsent(n.name(), n));
        for (ShellName name : ShellName.functions(template.toString(), text)) {
            if (called.containsKey(name.name())) taken(name, called.get(name.name()));
        }
    }

    private void taken(ShellName name, ShellName first) {
        problems.error(
                name.pos(),
                name.name() + " is defined here and at " + first.pos(),
                "what runs in one program shares its names: rename one of them");
    }

    private static List<ShellName> names(Path file) {
        String text = read(file);
        return Stream.concat(
                        ShellName.functions(file.toString(), text).stream(),
                        ShellName.variables(file.toString(), text).stream())
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
