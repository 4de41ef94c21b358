package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.CaseFile;
import io.drydock.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Inventories that give here what they give in Ansible: the cases under src/test/cases/inventory. Sections: {@code file NAME} writes a file,
 * {@code run} are the arguments of ansible-inventory and of drydock inventory, one a line, and {@code out} is what ansible-inventory has
 * printed. Where it is installed it is asked again; with -Dupdate what it says is written down.
 */
class AnsibleInventoryTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home"));
    private static final Path CASES = HOME.resolve("src/test/cases/inventory");

    @TempDir
    Path temp;

    @TestFactory
    Stream<DynamicTest> givesWhatAnsibleGives() throws IOException {
        return files().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            CaseFile test = CaseFile.read(file);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            String[] arguments = Stream.concat(Stream.of("inventory"), arguments(test).stream())
                    .toArray(String[]::new);
            int status = Drydock.run(new PrintStream(out, true), new PrintStream(err, true), arguments);
            assertEquals(0, status, err.toString(StandardCharsets.UTF_8));
            assertEquals(comparable(test.section("out")), comparable(out.toString(StandardCharsets.UTF_8)));
        }));
    }

    @TestFactory
    Stream<DynamicTest> ansibleGivesWhatIsWrittenDown() throws IOException, InterruptedException {
        assumeTrue(program().isPresent(), "ansible-inventory is not installed");
        List<Path> files = files().toList();
        List<List<String>> runs = new ArrayList<>();
        for (Path file : files) runs.add(arguments(CaseFile.read(file)));
        Path results = ansible(program().get(), runs);
        return IntStream.range(0, files.size())
                .mapToObj(i ->
                        DynamicTest.dynamicTest(files.get(i).getFileName().toString(), () -> {
                            CaseFile test = CaseFile.read(files.get(i));
                            String printed = comparable(Files.readString(results.resolve(String.valueOf(i))));
                            if (CaseFile.UPDATE) test.update(Map.of("out", printed));
                            else assertEquals(comparable(test.section("out")), printed);
                        }));
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(CASES)) {
            List<Path> files =
                    found.filter(f -> f.toString().endsWith(".case")).sorted().toList();
            assertTrue(files.size() > 60, "there are " + files.size() + " cases");
            return files.stream();
        }
    }

    private static String comparable(String printed) {
        return printed.startsWith("{") ? Json.canonical(Json.read(printed)) + "\n" : printed;
    }

    private List<String> arguments(CaseFile test) throws IOException {
        Path folder = Files.createTempDirectory(temp, "case");
        for (Map.Entry<String, String> section : test.sections().entrySet()) {
            if (!section.getKey().startsWith("file ")) continue;
            Path path = folder.resolve(section.getKey().substring(5));
            Files.createDirectories(path.getParent());
            Files.writeString(path, section.getValue());
            if (section.getValue().startsWith("#!")) assertTrue(path.toFile().setExecutable(true), path::toString);
        }
        return test.section("run")
                .lines()
                .map(a -> a.replace("$DIR", folder.toString()))
                .toList();
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "ansible-inventory"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A folder with what each run prints. */
    private Path ansible(Path program, List<List<String>> runs) throws IOException, InterruptedException {
        String python = Files.readAllLines(program).getFirst().replaceFirst("^#! *", "");
        List<String> words = new ArrayList<>(List.of(python.split(" ")));
        Path results = Files.createTempDirectory(temp, "results");
        words.add(HOME.resolve("src/test/ansible/inventories.py").toString());
        words.add(results.toString());
        Path input =
                Files.write(temp.resolve("runs"), runs.stream().map(Json::line).toList());
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO().redirectInput(input.toFile());
        builder.environment()
                .put(
                        "ANSIBLE_CONFIG",
                        Files.writeString(temp.resolve("ansible.cfg"), "").toString());
        builder.environment().put("ANSIBLE_HOME", temp.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        assertEquals(0, builder.start().waitFor());
        return results;
    }
}
