package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.diag.Diagnostics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFilesTest {
    @TempDir
    Path temp;

    @Test
    void theNewerOneIsInUse() throws IOException {
        var files = new DataFiles(
                Files.writeString(temp.resolve("data.yml"), of("2026-05-05")), temp.resolve("own/data.yml"));
        assertEquals("2026-05-05 data.yml ", inUse(files));
        files.bring(of("2026-06-06").getBytes(StandardCharsets.UTF_8));
        assertEquals("2026-06-06 own/data.yml ", inUse(files));
        assertEquals(List.of("data.yml"), list(temp.resolve("own")));
        Files.writeString(files.shipped(), of("2026-06-06"));
        assertEquals("2026-06-06 data.yml ", inUse(files), "as new is not newer");
        Files.writeString(files.own(), "format: 3");
        assertEquals("2026-06-06 data.yml own/data.yml:1:9", inUse(files));
    }

    private String inUse(DataFiles files) {
        var problems = new Diagnostics();
        var data = files.inUse(problems);
        return data.date() + " " + temp.relativize(data.file()) + " "
                + problems.all().stream()
                        .map(problem -> problem.pos().toString().replace(temp + "/", ""))
                        .collect(Collectors.joining());
    }

    private static List<String> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String of(String date) {
        return "format: 1\ndate: " + date + "\n";
    }
}
