package io.drydock.action;

import io.drydock.diag.Diagnostics;
import io.drydock.template.TemplateEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The actions found under the template roots; an earlier root wins. Actions are read when first asked for. */
public final class ActionLibrary {
    private final List<Path> roots;
    private final DatedData dated;
    private final ShellModules modules;
    private final ActionReader reader;
    private final Map<String, Optional<ActionSpec>> read = new HashMap<>();
    private final Map<String, String> sums = new ConcurrentHashMap<>();

    /** With the data that came with the actions. */
    public ActionLibrary(List<Path> roots, TemplateEngine engine, Diagnostics problems) {
        this(roots, DatedData.of(roots.getLast().resolve(DatedData.NAME), problems), engine, problems);
    }

    public ActionLibrary(List<Path> roots, DatedData dated, TemplateEngine engine, Diagnostics problems) {
        this.roots = List.copyOf(roots);
        this.dated = dated;
        this.modules = new ShellModules(roots, problems);
        this.reader = new ActionReader(engine, modules, dated, problems);
    }

    /** What the actions go by that ages. */
    public DatedData dated() {
        return dated;
    }

    /** Drydock's own templates, behind those of users. */
    public Path shipped() {
        return roots.getLast();
    }

    /** Every action's name, sorted. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        for (Path root : roots) {
            if (!Files.isDirectory(root)) continue;
            try (Stream<Path> folders = Files.list(root)) {
                folders.filter(f -> Files.exists(f.resolve("action.yml")))
                        .forEach(f -> names.add(f.getFileName().toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    /** Empty when there is no such action, or when its definition has problems, which are then in the diagnostics. */
    public synchronized Optional<ActionSpec> find(String name) {
        return read.computeIfAbsent(
                name, n -> modules.locate(n + "/action.yml").flatMap(f -> reader.read(n, f.resolveSibling(""))));
    }

    /** The text of a shared shell file, such as {@code runtime.sh} or {@code lib/package.sh}. */
    public String shared(String file) {
        return modules.text(file);
    }

    /** The SHA-256 of that text, in hexadecimal. */
    public String sumOfShared(String file) {
        return sums.computeIfAbsent(file, f -> Sha256.of(shared(f)));
    }
}
