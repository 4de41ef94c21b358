package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.diag.Diagnostics;
import io.drydock.inventory.Inventory;
import io.drydock.run.AccessReader.CommandLine;
import io.drydock.template.TemplateEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessReaderTest {
    @TempDir
    Path folder;

    /** Whether as written or through a variable, and whatever the command line says. */
    @ParameterizedTest
    @CsvSource({
        "yes, true",
        "'\"yes\"', true",
        "Yes, true",
        "on, true",
        "true, true",
        "'\"True\"', true",
        "1, true",
        "'\"1\"', true",
        "no, false",
        "'\"no\"', false",
        "OFF, false",
        "false, false",
        "0, false",
        "'\"False\"', false"
    })
    void becomesRootByOneRule(String written, boolean become) throws Exception {
        for (String value : List.of(written, "\"${other}\"")) {
            Diagnostics problems = new Diagnostics();
            assertEquals(
                    become,
                    read("{ansible_become: " + value + ", other: " + written + "}", !become, problems)
                            .become(),
                    value);
            assertEquals(List.of(), problems.all());
        }
    }

    @ParameterizedTest
    @CsvSource({"maybe", "'\"\"'", "y", "2", "'[true]'"})
    void isToldWhatIsNeither(String written) throws Exception {
        Diagnostics problems = new Diagnostics();
        read("{ansible_become: \"${other}\", other: " + written + "}", true, problems);
        assertEquals(
                List.of("3:28 ansible_become must be true or false"),
                problems.all().stream()
                        .map(p -> p.pos().line() + ":" + p.pos().column() + " " + p.message())
                        .toList());
    }

    private Access read(String vars, boolean become, Diagnostics problems) throws Exception {
        Path file = Files.writeString(folder.resolve("hosts.yml"), "all:\n  hosts:\n    web1: " + vars + "\n");
        Inventory inventory = Inventory.read(file, problems).orElseThrow(() -> new AssertionError(problems.all()));
        CommandLine options = new CommandLine(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                become,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PasswordTrial.passed(),
                folder,
                "user");
        Variables variables = new Variables(new TemplateEngine(), inventory, Map.of(), problems);
        return new AccessReader(options, problems)
                .read(
                        inventory.hosts().getFirst(),
                        variables.of(inventory.hosts().getFirst()));
    }
}
