package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.CaseFile;
import io.drydock.fleet.Interruption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Command lines against files: the cases under src/test/cases/cli. Sections: {@code file NAME} writes a file, {@code open} names those of them that
 * everybody may write to, {@code environment} has variables by which a configuration file is found, beside one in the folder of the files;
 * {@code run} is the command line with one argument a line, {@code exit}, {@code out} and {@code err} are what is expected.
 */
class CliCasesTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home"));

    @TempDir
    Path temp;

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(HOME.resolve("src/test/cases/cli"))) {
            files = found.filter(f -> f.toString().endsWith(".case")).sorted().toList();
        }
        assertTrue(!files.isEmpty(), "no case files");
        return files.stream().map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> run(f)));
    }

    private void run(Path file) throws IOException {
        CaseFile test = CaseFile.read(file);
        Path folder = Files.createDirectories(temp.resolve(file.getFileName().toString()));
        for (Map.Entry<String, String> section : test.sections().entrySet()) {
            if (!section.getKey().startsWith("file ")) continue;
            Path path = folder.resolve(section.getKey().substring(5));
            Files.createDirectories(path.getParent());
            Files.writeString(path, section.getValue());
        }
        for (String name : test.section("open").lines().toList())
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rw-rw-rw-"));
        Map<String, String> environment = new HashMap<>();
        test.section("environment")
                .lines()
                .map(v -> v.replace("$DIR", folder.toString()).split("=", 2))
                .forEach(v -> environment.put(v[0], v[1]));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] arguments = test.section("run")
                .lines()
                .map(a -> a.replace("$DIR", folder.toString()))
                .toArray(String[]::new);
        Console console = Console.on(new PrintStream(out, true), new PrintStream(err, true), new Interruption());
        ConfigurationPlaces places = ConfigurationPlaces.of(environment, folder, folder.resolve("home"));
        int status = Drydock.run(console, places, arguments);
        Map<String, String> results = new LinkedHashMap<>();
        results.put("exit", status + "\n");
        results.put("out", text(out, folder));
        results.put("err", text(err, folder));
        if (CaseFile.UPDATE) test.update(results);
        CaseFile expected = CaseFile.UPDATE ? CaseFile.read(file) : test;
        results.forEach((name, text) -> {
            if (expected.sections().containsKey(name))
                assertEquals(expected.section(name), text, () -> name + " of " + results);
        });
    }

    private static String text(ByteArrayOutputStream stream, Path folder) {
        return stream.toString(StandardCharsets.UTF_8)
                .replace(folder.toString(), "DIR")
                .replaceAll("in [0-9.]+ s\n", "in N s\n")
                .replaceAll("\\d{8}-\\d{6}-[0-9a-f]{4}", "RUN")
                .replaceAll("(?m)^  note: the plan was not sealed.*\n", "");
    }
}
