package io.drydock.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.template.TemplateEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What runs in one program shares its names, so each has one owner. */
class ShellModulesTest {
    private static final Path TEMPLATES =
            Path.of(System.getProperty("drydock.home")).resolve("templates");

    @TempDir
    Path own;

    @Test
    void everyActionOfDrydockCanBeInOneProgram() {
        assertEquals(List.of(), load(List.of(TEMPLATES)));
    }

    @Test
    void aProgramHoldsWhatItsActionUsesEachOnceAndInOrder() {
        write("lib/top.sh", "# uses: left right\n");
        write("lib/left.sh", "# About it.\n# uses: base\n");
        write("lib/right.sh", "# uses: base, left\n");
        write("lib/base.sh", "");
        action("one", "library: [right, top, base]");
        action("two", "library: left");
        action("three", "{}");
        ActionLibrary library = library(List.of(own, TEMPLATES), new Diagnostics());
        Map.of(
                        "one", List.of("base", "left", "right", "top"),
                        "two", List.of("base", "left"),
                        "three", List.<String>of())
                .forEach((action, modules) ->
                        assertEquals(Optional.of(modules), library.find(action).map(ActionSpec::library), action));
    }

    /** Files below lib/, and the problems that an action finds which names the first of them. */
    static List<Arguments> faults() {
        return List.of(
                fault(
                        "names without the prefix",
                        Map.of("a", "# mine\nready() { [ -e /ready ]; }\na_go() {\n  PLACE=/srv _x=1\n}\n"),
                        "a.sh:2:1: ready() does not belong in the module a; the functions of a begin with a_, as a_ready()",
                        "a.sh:4:3: PLACE does not belong in the module a; the variables of a begin with A_, and those of a single function with _, as A_PLACE"),
                fault(
                        "a name in small letters, of a loop, read, or by default",
                        Map.of(
                                "a",
                                "a_here=1\nfor file in /x; do read -r line </x || : \"${home:=/}\"; done\nA=1 A_B=2 _c=3\n"),
                        "a.sh:1:1: a_here does not belong in the module a; the variables of a begin with A_, and those of a single function with _, as A_HERE",
                        "a.sh:2:5: file does not belong in the module a; the variables of a begin with A_, and those of a single function with _, as A_FILE",
                        "a.sh:2:28: line does not belong in the module a; the variables of a begin with A_, and those of a single function with _, as A_LINE",
                        "a.sh:2:45: home does not belong in the module a; the variables of a begin with A_, and those of a single function with _, as A_HOME"),
                fault(
                        "what is set for one command, or for those that it starts",
                        Map.of(
                                "a",
                                "a() { IFS=: read -r A_X; LINE=$1 awk ''; export DEBIAN_FRONTEND=x; PATH=$PATH:/x; OWNER=; printf 'x=1\n(y)'; }\n")),
                fault(
                        "names of a module that it uses, and of one that it does not",
                        Map.of("a", "# uses: b\nB_X=1\nC_X=1\n", "b", "# uses: c\n", "c", ""),
                        "a.sh:3:1: C_X does not belong in the module a; the variables of a begin with A_, and those of a single function with _, as A_C_X"),
                fault(
                        "a name of the runtime's",
                        Map.of("put", "put_file() { :; }\ncannot() ( exit 1 )\n"),
                        "put.sh:1:1: put_file() is defined here and at runtime.sh; what runs in one program shares its names: rename one of them",
                        "put.sh:2:1: cannot() is defined here and at runtime.sh; what runs in one program shares its names: rename one of them"),
                fault(
                        "a name twice",
                        Map.of(
                                "a",
                                "a_x() { :; }\na_x() { :; }\nif a; then\n  a_y() { :; }\nelse\n  a_y() { :; }\nfi\n"),
                        "a.sh:2:1: a_x() is defined here and at a.sh:1:1; what runs in one program shares its names: rename one of them"),
                fault(
                        "modules that do not tell their names apart",
                        Map.of(
                                "a",
                                "# uses: b c d\n",
                                "b",
                                "# prefix: a\n",
                                "c",
                                "# prefix: a_c\n",
                                "d",
                                "# prefix: ab\n"),
                        "b.sh:1:11: the names of b begin with a, as those of a at a.sh:1:1 may; give one of the modules another prefix: # prefix: WORD",
                        "c.sh:1:11: the names of c begin with a_c, as those of a at a.sh:1:1 may; give one of the modules another prefix: # prefix: WORD",
                        "c.sh:1:11: the names of c begin with a_c, as those of b at b.sh:1:11 may; give one of the modules another prefix: # prefix: WORD"),
                fault(
                        "no prefix",
                        Map.of("a-b", "x() { :; }\n"),
                        "a-b.sh:1:1: \"a-b\" cannot be the beginning of a shell's names; give the module another: # prefix: WORD, of the letters a-z, digits and _"),
                fault(
                        "a circle",
                        Map.of("a", "# uses: b\n", "b", "#\n# uses: c\n", "c", "# uses: b c\n"),
                        "c.sh:1:9: modules use each other in a circle: b uses c uses b; move what both need to a module of its own",
                        "c.sh:1:11: c uses itself; leave it out"),
                fault(
                        "modules that are not there",
                        Map.of("servers", "# uses: serves sevrice\n"),
                        "servers.sh:1:9: there is no module lib/serves.sh; did you mean \"servers\"?",
                        "servers.sh:1:16: there is no module lib/sevrice.sh; did you mean \"service\"?"));
    }

    private static Arguments fault(String name, Map<String, String> files, String... problems) {
        return Arguments.of(name, files, List.of(problems));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void faultsAreFoundAllAtOnce(String name, Map<String, String> files, List<String> problems) {
        files.forEach((module, text) -> write("lib/" + module + ".sh", text));
        String first = files.keySet().stream().sorted().findFirst().orElseThrow();
        action("one", "library: " + first);
        action("two", "library: [" + first + "]");
        assertEquals(problems, load(List.of(own, TEMPLATES)));
    }

    @Test
    void anUnknownModuleIsAProblemWhereTheActionNamesIt() {
        action("one", "library: [packages, pakages, packages]");
        assertEquals(
                List.of("one/action.yml:2:21: there is no module lib/pakages.sh; did you mean \"packages\"?"),
                load(List.of(own, TEMPLATES)));
    }

    /** A file of one's own in the place of one of Drydock's follows the same rule. */
    @Test
    void aModuleOfOnesOwnTakesThePlaceOfDrydocks() {
        write("lib/json.sh", "json_merge() { :; }\nmerged() { :; }\n");
        action("one", "library: engine");
        assertEquals(
                List.of(
                        "json.sh:2:1: merged() does not belong in the module json; the functions of json begin with json_, as json_merged()"),
                load(List.of(own, TEMPLATES)));
    }

    @Test
    void aTemplateTakesNoNameOfWhatItCalls() {
        write("lib/mine.sh", "# uses: base\nmine_step() { later 'no more'; }\n");
        write("lib/base.sh", "base() { :; }\n");
        action("one", "library: mine");
        write("one/apply.sh.ftl", "helps() { :; }\n  mine_step() { echo mine; }\nbase() { :; }\n");
        action("two", "{}");
        write("two/check.sh.ftl", "base() { :; }\nwant() { :; }\n");
        String remedy = "; what runs in one program shares its names: rename one of them";
        assertEquals(
                List.of(
                        "one/apply.sh.ftl:2:3: mine_step() is defined here and at mine.sh:2:1" + remedy,
                        "one/apply.sh.ftl:3:1: base() is defined here and at base.sh:1:1" + remedy,
                        "two/check.sh.ftl:2:1: want() is defined here and at runtime.sh" + remedy),
                load(List.of(own, TEMPLATES)));
    }

    /** Reads every action of the roots. */
    private List<String> load(List<Path> roots) {
        Diagnostics problems = new Diagnostics();
        ActionLibrary library = library(roots, problems);
        library.names().forEach(library::find);
        return problems.all().stream().map(this::text).toList();
    }

    private static ActionLibrary library(List<Path> roots, Diagnostics problems) {
        return new ActionLibrary(roots, new TemplateEngine(), problems);
    }

    /** Without the folders, and the line of what is Drydock's. */
    private String text(Diagnostic problem) {
        return (problem.pos() + ": " + problem.message() + "; " + problem.remedy())
                .replace(own + "/lib/", "")
                .replace(own + "/", "")
                .replaceAll(java.util.regex.Pattern.quote(TEMPLATES + "/") + "(runtime\\.sh):\\d+:\\d+", "$1");
    }

    private void action(String name, String rest) {
        write(name + "/action.yml", "summary: a test" + (rest.equals("{}") ? "" : "\n" + rest) + "\n");
        write(name + "/check.sh.ftl", ":\n");
    }

    private void write(String file, String text) {
        try {
            Files.createDirectories(own.resolve(file).getParent());
            Files.writeString(own.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
