package io.drydock.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.action.DatedData;
import io.drydock.diag.Diagnostics;
import io.drydock.facts.HostTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of needs and what the fact gatherer asks for are the same. */
class NeedsTest {
    private static final Needs NEEDS = Needs.shipped();

    @Test
    void everyOptionThatIsJudgedIsAFactAndNoOther() throws Exception {
        var asked = HostTree.list("KERNEL_OPTIONS");
        var others = Stream.of(
                "NF_CONNTRACK", "MEMCG_V1", "CPUSETS_V1"); // only for the list of modules, and for controllers
        var judged = Stream.concat(NEEDS.options().stream().flatMap(need -> need.read().stream()), others)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(judged, new TreeSet<>(asked));
        assertEquals(asked.size(), new HashSet<>(asked).size());
    }

    @Test
    void optionsHaveTheSameModules() throws Exception {
        var gathered = new HashMap<String, String>();
        for (var word : Stream.concat(
                        HostTree.list("NEEDED_MODULES").stream(), HostTree.list("USEFUL_MODULES").stream())
                .toList()) {
            Arrays.stream(word.split("\\|"))
                    .map(pair -> pair.split(":"))
                    .forEach(pair -> gathered.put(pair[1], pair[0]));
        }
        assertEquals(gathered, Map.copyOf(NEEDS.modules()));
    }

    @Test
    void everyModuleOfAHoleIsAFact() throws Exception {
        var gathered = Stream.of("USEFUL_MODULES", "HOLED_MODULES")
                .flatMap(NeedsTest::words)
                .map(pair -> pair.split(":")[0])
                .toList();
        var holes = DatedData.of(
                Path.of(System.getProperty("drydock.home"), "templates", DatedData.NAME), new Diagnostics());
        var modules = new Data(holes.map())
                .all("kernel_holes").stream()
                        .flatMap(hole -> hole.texts("modules").stream())
                        .toList();
        assertTrue(modules.contains("rxrpc"));
        modules.forEach(module -> assertTrue(gathered.contains(module), module));
    }

    private static Stream<String> words(String list) {
        try {
            return HostTree.list(list).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everySysctlThatIsJudgedIsAFact() throws Exception {
        var gathered = HostTree.list("SYSCTLS").stream()
                .map(name -> name.replace('/', '.'))
                .toList();
        assertTrue(NEEDS.sysctls().size() > 1);
        NEEDS.sysctls().forEach(need -> assertTrue(gathered.contains(need.text("name")), need.text("name")));
    }
}
