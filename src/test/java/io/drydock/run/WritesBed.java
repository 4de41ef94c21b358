package io.drydock.run;

import io.drydock.CaseFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The tasks of a case, applied to the same folder again and again, each time with another fault. */
final class WritesBed {
    /** Programs that write, or whose output is written. */
    static final List<String> PROGRAMS = List.of(
            "mktemp",
            "cat",
            "mv",
            "sync",
            "cp",
            "ln",
            "chmod",
            "chown",
            "mkdir",
            "stat",
            "head",
            "awk",
            "grep",
            "base64",
            "sha256sum",
            "readlink",
            "date",
            "sed");

    /** Written by commands of the tasks, which may find the disk full: Drydock's part is that they run whole or fail. */
    private static final Set<String> OF_COMMANDS = Set.of("script", "guarded");

    private static final Path HOME = Path.of(System.getProperty("drydock.home"));
    private static final Path WORK = HOME.resolve("target/writes").toAbsolutePath();

    private final CaseFile input;
    private final Path root;
    private final Path old;
    private final Path now;
    private final Path programs;
    private final Path temporary;
    private final Map<String, String> before;
    private final Map<String, String> after;
    private final List<Outcome> clean;
    private final Map<String, Integer> calls = new HashMap<>();

    /** @param wrong what is neither as it was nor as it was to be, or not told right */
    record Outcomes(int failed, List<String> wrong) {}

    /** @param name of a case below src/test/cases */
    static WritesBed of(String name) throws Exception {
        return new WritesBed(
                CaseFile.read(HOME.resolve("src/test/cases").resolve(name + ".case")),
                WORK.resolve(name.replace('/', '-')));
    }

    private WritesBed(CaseFile input, Path work) throws Exception {
        this.input = input;
        shell(WORK.getParent(), "rm -rf " + work + "; mkdir -p " + work);
        root = Files.createDirectories(work.resolve("root"));
        old = work.resolve("old");
        now = work.resolve("now");
        programs = Files.createDirectories(work.resolve("programs"));
        temporary = Files.createDirectories(work.resolve("tmp"));
        Files.createDirectories(root.resolve("bin"));
        shell(
                root,
                "cases=" + input.file().getParent() + " PATH=$PWD/bin:$PATH; export cases\n" + input.section("given"));
        shell(work, "cp -a root old");
        before = tree(old);
        List<TaskResult> results = apply(Fault.none());
        clean = results.stream().map(TaskResult::outcome).toList();
        after = tree(root);
        if (after.equals(before) || clean.stream().allMatch(Outcome::isFailure))
            throw new AssertionError("nothing is written: " + results);
        for (String program : PROGRAMS) {
            Path count = programs.resolve(program + ".count");
            if (Files.exists(count))
                calls.put(program, Integer.parseInt(Files.readString(count).strip()));
        }
    }

    /** How often a run without faults calls it. */
    int calls(String program) {
        return calls.getOrDefault(program, 0);
    }

    Outcomes run(Fault fault) {
        try {
            List<TaskResult> results;
            try {
                results = apply(fault);
            } catch (ProgramFailure e) {
                if (!e.getMessage().contains("no temporary directory")
                        && !e.getMessage().contains("no lock can be made")) throw e;
                results = List.of();
            }
            return judge(fault, results);
        } catch (Exception e) {
            throw new IllegalStateException(fault + ": " + e, e);
        }
    }

    private List<TaskResult> apply(Fault fault) throws Exception {
        shell(root.getParent(), "rm -rf root now tmp programs done; cp -a old root; mkdir tmp programs");
        Path done = root.resolveSibling("done");
        // With a /run of its own, no other apply on this machine is waited for. The connection is closed as soon as the
        // program says that it has ended, and takes with it what is not detached.
        script("sh", """
        #!/bin/sh
        [ -z "${DRYDOCK_FAULT:-}" ] || exec /bin/sh "$@"
        DRYDOCK_FAULT=1 TMPDIR=%s old=%s now=%s; export DRYDOCK_FAULT TMPDIR old now
        unshare=; [ "$(id -u)" != 0 ] || unshare='unshare -m'
        rm -f %s
        exec 5<&0
        ( setsid $unshare /bin/sh -c '[ -z "$1" ] || mount -t tmpfs run /run; shift; %s; /bin/sh "$@"; %s; : >%s' sh "$unshare" "$@" <&5 5<&- & )
        while [ ! -e %s ]; do sleep 0.05; done
        """.formatted(temporary, old, now, done, before(fault), fault.after(), done, done));
        for (String program : fault.equals(Fault.none()) ? PROGRAMS : List.of(fault.program()))
            if (!program.isEmpty()) script(program, standIn(program, fault));
        try {
            return new ActionBed(root, programs, ActionCasesTest.facts(input), PlayBed.LIBRARY)
                    .runAlone(input.section("tasks"), Mode.APPLY);
        } finally {
            for (int i = 0; i < 600 && !Files.exists(done); i++) Thread.sleep(50);
        }
    }

    private static String before(Fault fault) {
        return fault.before().startsWith("TMPDIR=") ? fault.before() + "; export TMPDIR" : fault.before();
    }

    /** Counts from where Drydock's program has its private folder: what comes before only brings the program. */
    private String standIn(String program, Fault fault) {
        return """
        #!/bin/sh
        real=REAL count=COUNT n=0
        for folder in TMP/drydock.*; do [ -d "$folder" ] || [ NAME = mktemp ] || exec "$real" "$@"; done
        [ ! -e $count ] || read -r n <$count
        n=$((n + 1)); echo $n >$count
        [ $n != CALL ] || { INSTEAD; }
        exec "$real" "$@"
        """.replace("REAL", real(program))
                .replace("COUNT", programs.resolve(program + ".count").toString())
                .replace("TMP", temporary.toString())
                .replace("NAME", program)
                .replace("CALL", String.valueOf(fault.call()))
                .replace("INSTEAD", fault.instead());
    }

    private static String real(String program) {
        return Stream.of("/bin", "/usr/bin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(programs.resolve(name), text);
        Files.setPosixFilePermissions(programs.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcomes judge(Fault fault, List<TaskResult> results) throws IOException {
        Map<String, String> is = tree(Files.exists(now) ? now : root);
        List<String> wrong = new ArrayList<>();
        Map<String, TaskResult> named = new HashMap<>();
        results.forEach(result -> named.put(result.name(), result));
        boolean asClean = results.stream().map(TaskResult::outcome).toList().equals(clean);
        TreeMap<String, String> all = new TreeMap<>(before);
        all.putAll(after);
        all.putAll(is);
        for (String path : all.keySet()) {
            String found = is.getOrDefault(path, "nothing");
            if (found.equals(after.getOrDefault(path, "nothing"))) continue;
            TaskResult result = named.get(path);
            if (OF_COMMANDS.contains(path)
                    && content(found).isEmpty()
                    && result != null
                    && result.outcome().isFailure()) continue;
            if (asClean || result != null && !result.outcome().isFailure())
                wrong.add(fault + ": " + path + " is told to be right and is " + found);
            else if (!found.equals(before.getOrDefault(path, "nothing")) && (result != null || cut(found, path)))
                wrong.add(fault + ": " + path + " is " + found);
        }
        try (Stream<Path> left = Files.list(temporary)) {
            left.forEach(file -> wrong.add(fault + ": is left: " + file));
        }
        return new Outcomes(
                (int) results.stream()
                        .filter(result -> result.outcome().isFailure())
                        .count(),
                wrong);
    }

    /** Several tasks may write what is not named after one: that it is neither may be right. */
    private boolean cut(String found, String path) {
        String text = content(found);
        return Stream.of(before, after)
                .map(tree -> content(tree.getOrDefault(path, "")))
                .anyMatch(whole -> whole.startsWith(text) && !whole.equals(text));
    }

    private static String content(String what) {
        return what.substring(what.indexOf('|') + 1);
    }

    /** What is there, by its name: kind, rights and content; but not what the stand-ins of cases write. */
    private static Map<String, String> tree(Path folder) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> !file.equals(folder)).forEach(file -> {
                String name = folder.relativize(file).toString().replaceAll("[.][0-9]{8}-[0-9]{6}~", ".TIME~");
                if (!name.startsWith("bin") && !name.matches("calls|log|read|reloads|new|[.]tasks[.]yml"))
                    tree.put(name, what(file));
            });
        }
        return tree;
    }

    private static String what(Path file) {
        try {
            if (Files.isSymbolicLink(file)) return "a link to " + Files.readSymbolicLink(file);
            String rights =
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
            if (Files.isDirectory(file)) return "a directory " + rights;
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return rights + "|" + text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void shell(Path folder, String text) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-euc", text)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("root", folder.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new AssertionError(text + "\n" + output);
    }
}
