package io.drydock.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleInventoryTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("drydock.home", "."), "inventory.example.yml");
    private final Diagnostics problems = new Diagnostics();

    @TempDir
    Path dir;

    @Test
    void namesOnlyThisMachine() {
        Inventory inventory = Inventory.read(EXAMPLE, problems).orElseThrow();
        assertEquals(List.of(), problems.all());
        assertEquals(
                List.of("this-machine"),
                inventory.hosts().stream().map(Host::name).toList());
        assertEquals(
                "local",
                inventory.hosts().getFirst().vars().get("ansible_connection").data());
    }

    /** Its comments from "# fleet:" on are an inventory, too, and so are the patterns they mention. */
    @Test
    void showsAFleet() throws IOException {
        String text = Files.readString(EXAMPLE);
        String fleet = text.substring(text.indexOf("# fleet:"), text.indexOf("# Variables can"))
                .lines()
                .map(line -> line.replaceFirst("^# ?", ""))
                .collect(Collectors.joining("\n"));
        Inventory inventory = Inventory.read(Files.writeString(dir.resolve("fleet.yml"), fleet), problems)
                .orElseThrow();
        HostPattern canaries = HostPattern.parse("fleet:&canary", SourcePos.of("--limit"), problems)
                .orElseThrow();
        canaries.check(inventory, problems);
        assertEquals(List.of(), problems.all());
        assertEquals(52, inventory.hosts().size());
        assertEquals(2, canaries.select(inventory).size());
        Host root = inventory.host("build-b").orElseThrow();
        assertEquals("root", root.vars().get("ansible_user").data());
        assertEquals(false, root.vars().get("ansible_become").data());
    }
}
