package io.drydock.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.facts.HostTree;
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
    void everySysctlThatIsJudgedIsAFact() throws Exception {
        var gathered = HostTree.list("SYSCTLS").stream()
                .map(name -> name.replace('/', '.'))
                .toList();
        assertTrue(NEEDS.sysctls().size() > 1);
        NEEDS.sysctls().forEach(need -> assertTrue(gathered.contains(need.text("name")), need.text("name")));
    }
}
