package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.CaseFile;
import io.drydock.action.ActionLibrary;
import io.drydock.action.ResultField;
import io.drydock.diag.Diagnostics;
import io.drydock.template.TemplateEngine;
import io.drydock.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Every action against a real shell: the case files under src/test/cases/actions. Each is planned, applied and planned
 * again; the plan must say what apply does, and the second plan must be empty. Runs with the shells that are there. The
 * first of them gets programs as they are; those of the others hold the libraries of all actions, as a play's may, and
 * nothing is different for it.
 */
class ActionCasesTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home"));
    private static final Path TEMPLATES = HOME.resolve("templates");
    private static final Path WORK =
            HOME.resolve("target/cases").toAbsolutePath(); // not in /tmp, which a sealed plan hides

    /** The fields of results that were told in a case. */
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    /** Cases mostly wait for the processes that they start. */
    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        String only = System.getProperty("case", "");
        List<Path> files;
        try (Stream<Path> found = Files.walk(HOME.resolve("src/test/cases/actions"))) {
            files = found.filter(
                            f -> f.toString().endsWith(".case") && f.toString().contains(only))
                    .sorted()
                    .toList();
        }
        assertTrue(!files.isEmpty(), () -> "no case file's path contains \"" + only + "\"");
        Map<String, Path> shells = shells();
        Path all = linkingAll();
        ThreadLocal<Actions> alone = ThreadLocal.withInitial(() -> new Actions(List.of(TEMPLATES)));
        ThreadLocal<Actions> mixed = ThreadLocal.withInitial(() -> new Actions(List.of(all, TEMPLATES)));
        List<DynamicTest> tests = new ArrayList<>();
        List<DynamicTest> last = new ArrayList<>();
        int number = 0;
        for (Path file : files) {
            List<String> names = List.copyOf(shells.keySet());
            for (String shell : only.isEmpty() ? shells(number, CaseFile.read(file), names) : names) {
                ThreadLocal<Actions> actions = shell.equals("dash") ? alone : mixed;
                Executable run = () -> named(file, shell, shells.get(shell), actions.get());
                number++;
                boolean isAlone = isAlone(file);
                (isAlone ? last : tests)
                        .add(DynamicTest.dynamicTest(name(file) + " in " + shell, isAlone ? run : begun(run)));
            }
        }
        pool.shutdown();
        if (only.isEmpty()) last.add(DynamicTest.dynamicTest("declared results", ActionCasesTest::everyFieldIsTold));
        return Stream.concat(tests.stream(), last.stream()); // which begin when the others have ended
    }

    /** That none is told which is not declared, each run sees to. */
    private static void everyFieldIsTold() {
        assumeTrue(System.getProperty("user.name").equals("root"), "some cases are for root only");
        Set<String> declared = new TreeSet<>();
        ActionLibrary library = new Actions(List.of(TEMPLATES)).library();
        for (String name : library.names())
            declare(name, library.find(name).orElseThrow().results().orElse(Map.of()), declared);
        declared.removeAll(TOLD);
        assertEquals(Set.of(), declared, "no case has an action tell these");
    }

    private static void declare(String of, Map<String, ResultField> fields, Set<String> declared) {
        fields.forEach((name, field) -> {
            declared.add(of + "." + name);
            declare(of + "." + name, field.fields(), declared);
        });
    }

    /** Whether no other case may run at the same time, as it is about the machine and not about its own folder. */
    private static boolean isAlone(Path file) throws IOException {
        CaseFile test = CaseFile.read(file);
        return CaseFile.UPDATE
                || test.sections().containsKey("root")
                || test.sections().containsKey("restarted")
                || file.toString().contains("/boot_kernel/");
    }

    /** Begins it beside others, and waits for it. */
    private Executable begun(Executable run) {
        Future<?> running = pool.submit(() -> {
            try {
                run.execute();
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            return true;
        });
        return () -> {
            try {
                running.get();
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        };
    }

    /**
     * The first shell runs every case, the others take turns: together they run every case again, in half the time. Cases
     * that were asked for run in every shell.
     */
    private static List<String> shells(int number, CaseFile test, List<String> names) {
        List<String> others =
                names.stream().skip(1).filter(shell -> fits(test, shell)).toList();
        Stream<String> turn = others.isEmpty() ? Stream.of() : Stream.of(others.get(number / 2 % others.size()));
        return Stream.concat(names.stream().limit(1), turn).toList();
    }

    /** busybox runs its own programs in the place of a case's stand-ins. */
    private static boolean fits(CaseFile test, String shell) {
        return test.section("shells").isBlank() || test.section("shells").contains(shell);
    }

    /** Actions are read when first asked for, and their problems found. */
    private record Actions(ActionLibrary library, Diagnostics problems) {
        Actions(List<Path> roots) {
            this(roots, new Diagnostics());
        }

        private Actions(List<Path> roots, Diagnostics problems) {
            this(new ActionLibrary(roots, new TemplateEngine(), problems), problems);
        }
    }

    /** A folder of the same actions, each of which asks for the libraries of all. */
    private static Path linkingAll() throws IOException {
        Path all = WORK.resolve("actions");
        delete(all);
        Set<String> libraries = new TreeSet<>();
        try (Stream<Path> files = Files.list(TEMPLATES.resolve("lib"))) {
            files.forEach(f -> libraries.add(f.getFileName().toString().replace(".sh", "")));
        }
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            for (Path file : files.filter(f ->
                            Files.isRegularFile(f) && f.getParent().getParent().equals(TEMPLATES))
                    .toList()) {
                Path copy = all.resolve(TEMPLATES.relativize(file));
                Files.createDirectories(copy.getParent());
                String text = Files.readString(file);
                if (file.endsWith("action.yml"))
                    text = text.replaceAll("(?m)^library:.*\\R?", "") + "\nlibrary: " + libraries + "\n";
                Files.writeString(copy, text);
            }
        }
        return all;
    }

    private static String name(Path file) {
        return file.getParent().getFileName() + "/"
                + file.getFileName().toString().replace(".case", "");
    }

    /** Folders whose sh is one of the shells of this machine. */
    private static Map<String, Path> shells() throws IOException {
        Map<String, Path> shells = new LinkedHashMap<>();
        for (String name : CaseFile.UPDATE ? List.of("dash") : List.of("dash", "busybox", "bash")) {
            Path program = Stream.of("/bin", "/usr/bin")
                    .map(d -> Path.of(d, name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElse(null);
            if (program == null) continue;
            Path folder = Files.createDirectories(WORK.resolve("shell-" + name));
            Files.deleteIfExists(folder.resolve("sh"));
            Files.createSymbolicLink(folder.resolve("sh"), program);
            shells.put(name, folder);
        }
        return shells;
    }

    /** As {@link #run}, whose failures say which case it is, where a report shows no more than a number. */
    private static void named(Path file, String shell, Path shellFolder, Actions actions) throws Exception {
        try {
            run(file, shell, shellFolder, actions);
        } catch (AssertionError e) {
            throw new AssertionError(name(file) + " in " + shell + ": " + e.getMessage(), e);
        }
    }

    private static void run(Path file, String shell, Path shellFolder, Actions actions) throws Exception {
        CaseFile test = CaseFile.read(file);
        assumeTrue(fits(test, shell), "not for " + shell);
        assumeTrue(
                !test.sections().containsKey("root")
                        || System.getProperty("user.name").equals("root"),
                "for root only");
        Path work = WORK.resolve(name(file).replace('/', '-') + "-" + shell);
        delete(work);
        Path root = Files.createDirectories(work.resolve("root"));
        Files.createDirectories(root.resolve("bin"));
        script(test.section("given"), root, "given", file);
        ActionBed bed =
                new ActionBed(root, shellFolder, facts(test), actions.library(), () -> restarted(test, root, file));
        try {
            run(test, file, root, bed, actions);
        } finally {
            TOLD.addAll(bed.told());
        }
    }

    private static void run(CaseFile test, Path file, Path root, ActionBed bed, Actions actions) throws Exception {
        List<TaskResult> plan = bed.run(test.section("tasks"), Mode.PLAN);
        assertTrue(actions.problems().isEmpty(), () -> actions.problems().all().toString());
        List<TaskResult> apply = bed.run(test.section("tasks"), Mode.APPLY);
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("plan", text(plan, root));
        texts.put("apply", text(apply, root));
        texts.put("again", text(bed.run(test.section("tasks"), Mode.PLAN), root));
        if (CaseFile.UPDATE) test.update(texts);
        script(test.section("then"), root, "then", file);
        check(CaseFile.UPDATE ? CaseFile.read(file) : test, texts);
        predicted(plan, apply, test.section("unpredictable"));
    }

    /** What a case does in the place of a restart of this machine. The kernel that runs then is in root/release. */
    private static Map<String, String> restarted(CaseFile test, Path root, Path file) throws Exception {
        if (!test.sections().containsKey("restarted")) throw new AssertionError("a case must not restart this machine");
        script(test.section("restarted"), root, "restarted", file);
        Map<String, String> facts = facts(test);
        facts.put("kernel.release", Files.readString(root.resolve("release")).strip());
        return facts;
    }

    private static void check(CaseFile test, Map<String, String> texts) {
        for (String name : List.of("plan", "apply")) {
            if (test.sections().containsKey(name)) assertEquals(test.section(name), texts.get(name), name);
        }
        if (test.sections().containsKey("again")) assertEquals(test.section("again"), texts.get("again"), "again");
        else
            assertTrue(
                    texts.get("again")
                            .lines()
                            .filter(l -> !l.startsWith(" "))
                            .allMatch(l -> l.startsWith("ok ") || l.startsWith("skipped ")),
                    "the plan after apply is not empty:\n" + texts.get("again"));
    }

    /**
     * Deferred tasks are decided when they are applied, so they predict nothing.
     *
     * @param unpredictable names of tasks, a line each, of which a failure decides: it is what the case is about
     */
    private static void predicted(List<TaskResult> plan, List<TaskResult> apply, String unpredictable) {
        List<TaskResult> planned = without(unpredictable, plan);
        List<TaskResult> done = without(unpredictable, apply);
        assertEquals(
                planned.stream().map(TaskResult::name).toList(),
                done.stream().map(TaskResult::name).toList(),
                "tasks");
        for (int i = 0; i < planned.size(); i++) {
            Outcome outcome = planned.get(i).outcome();
            if (outcome == Outcome.DEFERRED) continue;
            assertEquals(
                    outcome == Outcome.CHANGE ? Outcome.CHANGED : outcome,
                    done.get(i).outcome(),
                    "what the plan said of \"" + planned.get(i).name() + "\" is not what apply did");
        }
    }

    private static List<TaskResult> without(String names, List<TaskResult> results) {
        return results.stream()
                .filter(r -> names.lines().noneMatch(r.name()::equals))
                .toList();
    }

    private static String text(List<TaskResult> results, Path root) {
        StringBuilder text = new StringBuilder();
        for (TaskResult result : results) {
            text.append(result.outcome().label())
                    .append(' ')
                    .append(result.name())
                    .append('\n');
            for (String part : Stream.concat(result.message().stream(), result.diff().stream())
                    .toList()) text.append(part.indent(2));
        }
        return text.toString()
                .replace(root.toString(), "/ROOT")
                .lines()
                .map(l -> l.stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    static Map<String, String> facts(CaseFile test) {
        Map<String, String> facts = new HashMap<>(Map.of(
                "package_manager",
                "apt",
                "init",
                "none",
                "os.id",
                "debian",
                "os.family",
                "debian",
                "kernel.release",
                "6.1.0-18-amd64",
                "uid",
                "0"));
        Diagnostics problems = new Diagnostics();
        YamlReader.read("facts", test.section("facts"), problems).ifPresent(node -> flatten("", node.data(), facts));
        if (!problems.isEmpty()) throw new AssertionError(problems.all());
        return facts;
    }

    private static void flatten(String name, Object data, Map<String, String> facts) {
        if (data instanceof Map<?, ?> map)
            map.forEach((k, v) -> flatten(name.isEmpty() ? String.valueOf(k) : name + "." + k, v, facts));
        else if (data instanceof List<?> list)
            facts.put(name, list.stream().map(String::valueOf).collect(Collectors.joining("\n")));
        else facts.put(name, String.valueOf(data));
    }

    /** What cases of an action have in common is in files next to them, in $cases. */
    private static void script(String text, Path root, String name, Path file) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-euc", text).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().put("root", root.toString());
        builder.environment().put("cases", file.getParent().toString());
        builder.environment().merge("PATH", root.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), "== " + name + "\n" + output);
    }

    private static void delete(Path folder) throws IOException {
        new ProcessBuilder("rm", "-rf", folder.toString())
                .inheritIO()
                .start()
                .onExit()
                .join();
    }
}
