package io.drydock.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs runtime.sh and facts.sh in a real shell and reads their events. */
public final class Gatherer {
    public static final Path HOME = Path.of(System.getProperty("drydock.home", "."));

    private Gatherer() {}

    /** The shells of this machine that hosts may have as their sh. */
    static Stream<List<String>> shells() {
        return Stream.of(List.of("/bin/dash"), List.of("/bin/bash", "--posix"), List.of("/bin/busybox", "sh"))
                .filter(shell -> Files.isExecutable(Path.of(shell.getFirst())));
    }

    /** Facts of the tree below {@code root}, of this machine when it is empty. */
    static Map<String, String> gather(List<String> shell, String root) throws Exception {
        return gather(shell, root, List.of("facts.sh"));
    }

    /** @param sections the files of templates that gather, facts.sh the first */
    public static Map<String, String> gather(List<String> shell, String root, List<String> sections) throws Exception {
        var templates = HOME.resolve("templates");
        var program =
                new StringBuilder("MARKER=mark MODE=facts SUBSETS='packages services mounts network users groups'\n"
                        + Files.readString(templates.resolve("runtime.sh")) + "\nstart\n");
        for (var section : sections) {
            program.append(Files.readString(templates.resolve(section))).append('\n');
        }
        program.append("finish\n");
        var command = new ArrayList<>(shell);
        command.addAll(List.of("-c", program.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().put("FACTS_ROOT", root);
        if (!root.isEmpty()) {
            builder.environment()
                    .merge("PATH", root + "/usr/bin:" + root + "/usr/sbin", (path, first) -> first + ":" + path);
        }
        return run(builder);
    }

    private static Map<String, String> run(ProcessBuilder builder) throws Exception {
        var errors = Files.createTempFile("facts", ".err");
        try {
            var process = builder.redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            var events = process.getInputStream().readAllBytes();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
            assertEquals("", Files.readString(errors));
            assertEquals(0, process.exitValue());
            return facts(events);
        } finally {
            Files.delete(errors);
        }
    }

    /** Every byte must belong to an event, from start to finish, and no fact may come twice. */
    private static Map<String, String> facts(byte[] events) throws IOException {
        var facts = new LinkedHashMap<String, String>();
        var kinds = new ArrayList<String>();
        assertEquals('\n', events[0]); // ends a line that a login shell has begun
        for (int at = 1; at < events.length; ) {
            int line = at;
            while (events[line] != '\n') {
                line++;
            }
            var header = new String(events, at, line - at, StandardCharsets.US_ASCII).split(" ");
            assertEquals("mark", header[0]);
            at = line + 1;
            var texts = new ArrayList<String>();
            for (int i = 3; i < header.length; i++) {
                int length = Integer.parseInt(header[i]);
                texts.add(new String(events, at, length, StandardCharsets.UTF_8));
                at += length;
            }
            assertEquals('\n', events[at++]);
            kinds.add(header[1]);
            if (header[1].equals("fact")) {
                assertEquals(null, facts.put(texts.getFirst(), texts.getLast()), texts.getFirst());
            }
        }
        assertEquals("start", kinds.getFirst());
        assertEquals("finish", kinds.getLast());
        return facts;
    }
}
