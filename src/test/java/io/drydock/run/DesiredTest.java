package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.action.ActionLibrary;
import io.drydock.diag.Diagnostics;
import io.drydock.facts.Facts;
import io.drydock.template.TemplateEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an action of one's own computes in desired.sh.ftl, its check and its apply have. */
class DesiredTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home")).toAbsolutePath();

    private Path temp; // not in /tmp, which a sealed plan hides

    private final Diagnostics problems = new Diagnostics();

    @BeforeEach
    void anActionOfOnesOwn() throws IOException {
        temp = Files.createTempDirectory(Files.createDirectories(HOME.resolve("target/desired")), "");
        write("action.yml", "summary: a note\narguments: {text: {type: string}}\n");
        write("desired.sh.ftl", """
        <#if text == "other">
        unsupported "no such note here"
        </#if>
        wanted=[=text] file=$root/note
        [ "$wanted" != early ] || return 0
        false
        """);
        write("check.sh.ftl", "is=; [ ! -f \"$file\" ] || read -r is <\"$file\"\nwant note \"$wanted\" \"$is\"\n");
        write("apply.sh.ftl", "put_file \"$file\" \"$wanted$NL\"\n");
    }

    @Test
    void checkAndApplyHaveIt() throws Exception {
        for (String text : List.of("late", "early")) {
            assertEquals(List.of(Outcome.CHANGE), outcomes(text, Mode.PLAN));
            assertFalse(Files.exists(temp.resolve("note")));
            assertEquals(List.of(Outcome.CHANGED), outcomes(text, Mode.APPLY));
            assertEquals(text + "\n", Files.readString(temp.resolve("note")));
            assertEquals(List.of(Outcome.OK), outcomes(text, Mode.PLAN));
            Files.delete(temp.resolve("note"));
        }
        assertEquals(List.of(Outcome.UNSUPPORTED), outcomes("other", Mode.PLAN));
        assertEquals(List.of(Outcome.UNSUPPORTED), outcomes("other", Mode.APPLY));
    }

    @Test
    void whatIsShownOfATaskHasIt() throws Exception {
        Path play = Files.writeString(temp.resolve("play.yml"), "- hosts: all\n  tasks: [note: {text: late}]\n");
        PlayBed bed = PlayBed.of(play, Map.of(), Facts.of(Map.of()), Mode.PLAN, library());
        String shown = bed.compile().steps().getFirst().rendered().orElseThrow();
        assertTrue(shown.contains("\nwanted='late'") && shown.contains("\n# check\nis="), shown);
    }

    @Test
    void itsProblemsAreTold() throws Exception {
        write("desired.sh.ftl", "wanted=\"[=text]\"\n");
        library().find("note");
        assertTrue(
                problems.all().toString().contains("desired.sh.ftl"),
                problems.all().toString());
    }

    private List<Outcome> outcomes(String text, Mode mode) throws Exception {
        return new ActionBed(temp, temp.resolve("none"), Map.of(), library())
                .run("- note: {text: " + text + "}\n", mode).stream()
                        .map(TaskResult::outcome)
                        .toList();
    }

    private ActionLibrary library() {
        return new ActionLibrary(
                List.of(temp.resolve("templates"), HOME.resolve("templates")), new TemplateEngine(), problems);
    }

    private void write(String file, String text) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("templates/note"));
        Files.writeString(folder.resolve(file), text);
    }
}
