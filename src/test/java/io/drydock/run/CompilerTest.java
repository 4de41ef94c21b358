package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.facts.Facts;
import io.drydock.template.Unknown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerTest {
    @TempDir
    Path temp;

    /** The first item can be compiled, the second not: then there is nothing of the first, neither to run nor to show. */
    @Test
    void aLoopThatIsDeferredLeavesNothingOfItsItems() throws Exception {
        String start =
                "- hosts: all\n  vars: {r: {stdout: known}}\n  tasks:\n    - shell: {cmd: echo x, changes: always}\n";
        Segment segment = compile(start + """
            - file: {path: "/srv/<#if item == 'a'>a<#else>${r.stdout}</#if>", state: touch}
              loop: [a, b]
            - debug: {msg: at last}
        """);
        assertEquals(List.of(1, 2, 3), segment.steps().stream().map(Step::id).toList());
        assertEquals(Set.of(1, 3), segment.rendered().keySet());
        assertTrue(
                segment.program().contains("wait_for 2 ") && !segment.program().contains("/srv/a"), segment.program());
        assertTrue(segment.program().contains("\nrun_script() {"));
        assertFalse(
                segment.program().contains("\nwant_rights() {"), "the library of a task that is not in the program");
    }

    @Test
    void aRefusedTaskLeavesNothingOfItsItems() throws Exception {
        Segment segment = compile("""
        - hosts: all
          tasks:
            - file: {path: "${item}", state: touch}
              loop: ["/srv/a", "${facts.hostname}"]
        """);
        assertEquals(Map.of(), segment.rendered());
        assertTrue(segment.program().contains("refuse 1 ") && !segment.program().contains("/srv/a"), segment.program());
    }

    private Segment compile(String text) throws Exception {
        PlayBed bed = PlayBed.of(
                Files.writeString(temp.resolve("play.yml"), text),
                Map.of(),
                Facts.of(Map.of("hostname", "no path")),
                Mode.PLAN);
        bed.state().dynamic.put("r", new Unknown("a task"));
        return bed.compiler().compile(bed.state());
    }
}
