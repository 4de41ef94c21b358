package io.drydock.action;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shell files that programs are made of: {@code runtime.sh}, and the modules under lib/ that actions name, each with
 * those it uses. A program holds all that its tasks need, so every name of a module begins with the module's prefix; only
 * {@code runtime.sh} owns bare names. Modules are read and checked when first asked for.
 */
final class ShellModules {
    private static final String RUNTIME = "runtime.sh";

    /** What belongs to the shell and to the programs it starts. */
    private static final Set<String> ENVIRONMENT = Set.of("IFS", "PATH", "LC_ALL", "LANG", "TMPDIR", "HOME", "TZ");

    private final List<Path> roots;
    private final Diagnostics problems;
    private final Map<String, ShellModule> modules = new LinkedHashMap<>();
    /** By their names below a root; hosts ask at the same time. */
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    /** Those whose uses are being read, each used by the one before. */
    private final LinkedHashSet<String> checking = new LinkedHashSet<>();

    private @Nullable Map<String, ShellName> runtime;

    ShellModules(List<Path> roots, Diagnostics problems) {
        this.roots = List.copyOf(roots);
        this.problems = problems;
    }

    Optional<Path> locate(String file) {
        return roots.stream().map(r -> r.resolve(file)).filter(Files::exists).findFirst();
    }

    /** The text of a file, read once: all programs of a run are made of the same. */
    String text(String file) {
        return texts.computeIfAbsent(
                file, f -> read(locate(f).orElseThrow(() -> new IllegalStateException("no " + f + " under " + roots))));
    }

    /** The modules that an action names and all that these use, each once and after those it uses. */
    List<String> link(List<ShellModule.Use> named) {
        LinkedHashSet<String> linked = new LinkedHashSet<>();
        Set<String> begun = new HashSet<>();
        for (ShellModule.Use use : named) find(use).ifPresent(m -> link(m, begun, linked));
        return List.copyOf(linked);
    }

    private void link(ShellModule module, Set<String> begun, Set<String> linked) {
        if (!begun.add(module.name())) return;
        used(module).forEach(m -> link(m, begun, linked));
        linked.add(module.name());
    }

    private Stream<ShellModule> used(ShellModule module) {
        return module.uses().stream().flatMap(use -> read(use.module()));
    }

    private Stream<ShellModule> read(String name) {
        return Stream.ofNullable(modules.get(name));
    }

    /** Empty, with a problem, where there is none of that name. */
    private Optional<ShellModule> find(ShellModule.Use use) {
        String name = use.module();
        Optional<Path> file = locate("lib/" + name + ".sh");
        if (file.isEmpty()) {
            problems.error(use.pos(), "there is no module lib/" + name + ".sh", Suggestion.didYouMean(name, names()));
            return Optional.empty();
        }
        if (!modules.containsKey(name)) {
            ShellModule module = ShellModule.read(name, file.get().toString(), text("lib/" + name + ".sh"));
            modules.put(name, module);
            check(module);
        }
        return Optional.of(modules.get(name));
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Path root : roots) {
            if (!Files.isDirectory(root.resolve("lib"))) continue;
            try (Stream<Path> files = Files.list(root.resolve("lib"))) {
                files.map(f -> f.getFileName().toString())
                        .filter(f -> f.endsWith(".sh"))
                        .forEach(f -> names.add(f.substring(0, f.length() - 3)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    private void check(ShellModule module) {
        if (!ShellModule.NAME.matcher(module.prefix()).matches()) {
            problems.error(
                    module.pos(),
                    "\"" + module.prefix() + "\" cannot be the beginning of a shell's names",
                    "give the module another: # prefix: WORD, of the letters a-z, digits and _");
            return;
        }
        modules.values().stream()
                .filter(m -> m != module && overlap(m.prefix(), module.prefix()))
                .forEach(m -> problems.error(
                        module.pos(),
                        "the names of " + module.name() + " begin with " + module.prefix() + ", as those of " + m.name()
                                + " at " + m.pos() + " may",
                        "give one of the modules another prefix: # prefix: WORD"));
        checking.add(module.name());
        for (ShellModule.Use use : module.uses()) {
            if (checking.contains(use.module())) cycle(module, use);
            else find(use);
        }
        checking.remove(module.name());
        Map<String, ShellName> defined = new HashMap<>();
        for (ShellName name : module.functions()) function(module, name, defined);
        Set<String> told = new TreeSet<>();
        for (ShellName name : module.variables()) if (told.add(name.name())) variable(module, name);
    }

    private void cycle(ShellModule module, ShellModule.Use use) {
        List<String> way =
                checking.stream().dropWhile(m -> !m.equals(use.module())).toList();
        problems.error(
                use.pos(),
                way.size() == 1
                        ? module.name() + " uses itself"
                        : "modules use each other in a circle: " + String.join(" uses ", way) + " uses " + use.module(),
                way.size() == 1 ? "leave it out" : "move what both need to a module of its own");
    }

    private static boolean overlap(String one, String other) {
        return one.equals(other) || one.startsWith(other + "_") || other.startsWith(one + "_");
    }

    private void function(ShellModule module, ShellName name, Map<String, ShellName> defined) {
        ShellName first = runtime().get(name.name());
        if (first == null && name.pos().column() == 1) first = defined.putIfAbsent(name.name(), name);
        if (first != null) taken(name, first);
        else if (!module.owns(name.name())) foreign(module, name, own(module, name.name()));
    }

    private void variable(ShellModule module, ShellName name) {
        boolean allowed = name.name().startsWith("_")
                || ENVIRONMENT.contains(name.name())
                || module.ownsVariable(name.name())
                || runtime().containsKey(name.name())
                || used(module).anyMatch(m -> m.ownsVariable(name.name()));
        if (!allowed) foreign(module, name, own(module, name.name()).toUpperCase(Locale.ROOT));
    }

    private static String own(ShellModule module, String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(module.prefix() + "_") ? name : module.prefix() + "_" + name;
    }

    private void foreign(ShellModule module, ShellName name, String own) {
        String rule = name.name().endsWith("()")
                ? "the functions of " + module.name() + " begin with " + module.prefix() + "_"
                : "the variables of " + module.name() + " begin with "
                        + module.prefix().toUpperCase(Locale.ROOT)
                        + "_, and those of a single function with _";
        problems.error(
                name.pos(), name.name() + " does not belong in the module " + module.name(), rule + ", as " + own);
    }

    /** A template's functions, which hold while its task runs, must not take the place of those that its modules call. */
    void check(Path template, String text, List<String> linked) {
        Map<String, ShellName> called = new HashMap<>(runtime());
        linked.stream()
                .flatMap(this::read)
                .flatMap(m -> m.functions().stream())
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

    /** The names that runtime.sh defines. */
    private Map<String, ShellName> runtime() {
        Map<String, ShellName> known = runtime;
        if (known == null) {
            known = locate(RUNTIME).stream()
                    .flatMap(file -> names(file).stream())
                    .collect(Collectors.toMap(ShellName::name, n -> n, (first, _) -> first));
            runtime = known;
        }
        return known;
    }

    private List<ShellName> names(Path file) {
        ShellText text = ShellText.of(file.toString(), text(RUNTIME));
        return Stream.concat(text.functions().stream(), text.variables().stream())
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
