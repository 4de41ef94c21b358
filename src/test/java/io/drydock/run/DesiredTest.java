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
import java.util.regex.Pattern;
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

    /** Once in the program, in what is shown of it, and in what a restart leaves to be done. */
    @Test
    void programsHaveItOnce() throws Exception {
        for (Mode mode : List.of(Mode.PLAN, Mode.APPLY)) {
            PlayBed bed = bed(mode, "- note: {text: late}\n- debug: {msg: x}\n");
            Segment segment = bed.compiler().compile(bed.state());
            assertEquals(1, count(segment.program(), "wanted='late'"));
            assertEquals(mode == Mode.APPLY ? 1 : 0, count(segment.program(), "put_file \"$file\""));
            assertEquals(1, count(segment.program(), " desired_1\n"));
            assertEquals(0, count(segment.program(), " desired_2\n"));
            assertEquals(1, count(segment.rendered().get(1), "wanted='late'"));
            Segment rest = bed.compiler().rejoin(bed.state(), segment.steps().getFirst());
            assertEquals(1, count(rest.program(), "wanted='late'"));
            assertTrue(rest.program().contains("rejoin 1 '' '' desired_1\n"), rest.program());
        }
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

    private PlayBed bed(Mode mode, String tasks) throws IOException {
        Path play = Files.writeString(temp.resolve("play.yml"), "- hosts: all\n  tasks:\n" + tasks.indent(4));
        return PlayBed.of(play, Map.of(), Facts.of(Map.of()), mode, library());
    }

    private ActionLibrary library() {
        return new ActionLibrary(
                List.of(temp.resolve("templates"), HOME.resolve("templates")), new TemplateEngine(), problems);
    }

    private void write(String file, String text) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("templates/note"));
        Files.writeString(folder.resolve(file), text);
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
