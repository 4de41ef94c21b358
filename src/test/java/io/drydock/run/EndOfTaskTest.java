package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The words that end a task end it wherever they are called, with one message, and nothing of it runs any more. */
class EndOfTaskTest {
    private static final Path RUNTIME = Path.of(System.getProperty("drydock.home"), "templates/runtime.sh");

    /** Where such a word may stand; {@code f} calls cannot. What would run after it leaves the file {@code later}. */
    private static final List<String> PLACES = List.of(
            "f; touch later",
            "x=$(f); touch later",
            "x=`f`; touch later",
            "x=$(f) || x=none; touch later",
            "if x=$(f); then touch later; else touch later; fi",
            "touch \"$(f)later\"",
            "f | cat; touch later",
            "cat </dev/null | f; touch later",
            "f | { cat; touch later; }",
            "f | f; touch later",
            "echo a | while read -r l; do f; done; touch later",
            "cat <<END; touch later\n$(f)\nEND",
            "( f ); touch later",
            "( x=$( ( f ); touch later ); touch later ); touch later",
            "want a \"$(f)\" b; want c d e",
            "say \"$(f)\"; say more",
            "finally 'touch undone'; x=$(f); touch later",
            "try ends || f; touch later");

    private static final Map<String, String> WORDS = Map.of(
            "cannot no",
            "message 1 2|no|failed 1 6 1 5|reason0check",
            "unsupported no",
            "message 1 2|no|unsupported 1 5|check",
            "defer no",
            "defer 1 1 2|0no|failed 1 8 1 5|deferred0check");

    /** What goes on after such an end, and what the task then says. */
    private static final Map<String, String> TRIED = Map.of(
            "try f; say \"$?\"",
            "message 1 2|no|message 1 2|14|end 1 2|ok",
            "x=$(try f; echo \"$?\"); say \"$x\"",
            "message 1 2|no|message 1 2|14|end 1 2|ok",
            "g() { x=$(f); touch later; }; try g; say \"$?\"",
            "message 1 2|no|message 1 2|14|end 1 2|ok",
            "try true && say yes; try false || say no",
            "message 1 3|yes|message 1 2|no|end 1 2|ok",
            "try unsupported a; try cannot b; say c",
            "message 1 1|a|message 1 1|b|message 1 1|c|end 1 2|ok",
            // A read that fails, as of a process that has just ended, and here of a folder, ends its loop.
            "mkdir -p gone/status; NUMBERED=other _name=before; signal \"..$PWD/gone\"; say ended",
            "message 1 5|ended|end 1 2|ok");

    /** How a program is started: as an apply is, as a plan is by a host with systemd, and where there is no /proc. */
    private static final Map<String, List<String>> STARTS = new LinkedHashMap<>();

    static {
        STARTS.put("applied", List.of());
        STARTS.put("planned", List.of("unshare", "-m", "-p", "-f"));
        STARTS.put(
                "without /proc", List.of("unshare", "-m", "sh", "-c", "mount -t tmpfs none /proc; exec \"$@\"", "sh"));
    }

    @TempDir
    Path temp;

    @TestFactory
    Stream<DynamicTest> everywhere() {
        return STARTS.keySet().stream()
                .flatMap(start -> shells().stream()
                        .map(shell -> DynamicTest.dynamicTest(shell.getLast() + ", " + start, () -> {
                            assumeTrue(
                                    start.equals("applied")
                                            || System.getProperty("user.name").equals("root"),
                                    "for root only");
                            Map<String, String> wrong = new LinkedHashMap<>();
                            WORDS.forEach((word, events) -> {
                                for (String place : word.startsWith("cannot") ? PLACES : PLACES.subList(1, 2))
                                    compare(shell, start, word, place, events, wrong);
                            });
                            TRIED.forEach((text, events) -> compare(shell, start, "cannot no", text, events, wrong));
                            assertEquals(Map.of(), wrong);
                        })));
    }

    private static List<List<String>> shells() {
        return Stream.of(List.of("/bin/dash"), List.of("/bin/bash"), List.of("/bin/busybox", "ash"))
                .filter(shell -> Files.isExecutable(Path.of(shell.getFirst())))
                .toList();
    }

    private void compare(
            List<String> shell, String start, String word, String text, String expected, Map<String, String> wrong) {
        try {
            Path folder = Files.createTempDirectory(temp, "task");
            String said = run(shell, start, word, text, folder);
            boolean proc = !start.equals("without /proc");
            // Without /proc what was begun goes on, and the task has failed all the same.
            String end = expected.replaceFirst(".*\\|(?=(end|failed|unsupported) )", "");
            if (proc ? !said.equals(expected) : !said.endsWith(end)) wrong.put(word + ": " + text, said);
            if (proc && Files.exists(folder.resolve("later"))) wrong.put(word + ": " + text, "went on");
            if (text.startsWith("finally") && !Files.exists(folder.resolve("undone")))
                wrong.put(word + ": " + text, "was not undone");
        } catch (Exception e) {
            wrong.put(word + ": " + text, e.toString());
        }
    }

    /** The events of the task, their texts after them. */
    private static String run(List<String> shell, String start, String word, String text, Path folder)
            throws Exception {
        Path program = Files.writeString(
                folder.resolve("program"),
                "MARKER=@test MODE=apply RUN=test LAST=yes\n" + Files.readString(RUNTIME)
                        + "lock() { :; }\nstart\nf() { " + word + "; }\nends() { cannot 'tried'; }\ncheck_1() {\n"
                        + text.replace("try ends", "try ends 3>/dev/null")
                        + "\n}\nrun 1 '' ''\nfinish\n");
        List<String> command = new ArrayList<>(STARTS.get(start));
        command.addAll(shell);
        command.add(program.toString());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("it does not end");
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String marker = "@test ";
        return String.join(
                        "|",
                        said.lines()
                                .filter(l -> !l.isEmpty())
                                .map(l -> l.startsWith(marker) ? l.substring(marker.length()) : l)
                                .toList())
                .replaceAll("^start 0 4\\|none\\|begin 1\\||\\|finish 0$", "");
    }
}
