package io.drydock.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostics;
import io.drydock.template.TemplateEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An action.yml is read strictly: what is of another type than it must be is told with its place. */
class ActionReaderTest {
    private static final TemplateEngine ENGINE = new TemplateEngine();

    @TempDir
    Path folder;

    private List<String> problems(String spec) throws IOException {
        Path action = Files.createDirectories(folder.resolve("greet"));
        Files.writeString(action.resolve("action.yml"), spec + "\n");
        Files.writeString(action.resolve("check.sh.ftl"), ":\n");
        return problems();
    }

    private List<String> problems() {
        Diagnostics problems = new Diagnostics();
        ActionLibrary library = new ActionLibrary(List.of(folder), ENGINE, problems);
        library.names().forEach(library::find);
        return problems.all().stream()
                .map(p -> p.pos().toString().replaceFirst(".*/", "") + " " + p.message() + " | " + p.remedy())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
      [a]                                 | action.yml:1:1 an action is a map | see docs/actions.md
      summary: [a]                        | action.yml:1:10 "summary" is text | write one value behind it
      summary:                            | action.yml:1:9 "summary" is text | write one value behind it
      sumary: a                           | action.yml:1:1 unknown key "sumary" of an action | did you mean "summary"?
      open: maybe                         | action.yml:1:7 "open" is true or false | write open: true, or leave it out; no template decides here
      free_form: {a: b}                   | action.yml:1:12 "free_form" is text | write one value behind it
      arguments: [a]                      | action.yml:1:12 "arguments" is a map | write each of it as "name: value"
      arguments: {a: b}                   | action.yml:1:13 an argument is a map with type and doc |
      arguments: {a: {type: strin}}       | action.yml:1:23 "type" cannot be "strin" | did you mean "string"?
      arguments: {a: {type: [string]}}    | action.yml:1:23 "type" is text | write one value behind it
      arguments: {a: {required: 2}}       | action.yml:1:27 "required" is true or false | write required: true, or leave it out; no template decides here
      arguments: {a: {choices: {b: c}}}   | action.yml:1:26 "choices" is text or a list of texts | such as choices: [a, b]
      arguments: {a: {choices: [[b]]}}    | action.yml:1:27 "choices" is text or a list of texts | such as choices: [a, b]
      arguments: {a: {secret: alway}}     | action.yml:1:25 "secret" cannot be "alway" | did you mean "always"?
      arguments: {a: {range: [1]}}        | action.yml:1:24 a range is a list of two whole numbers | write range: [0, 100]
      arguments: {a: {range: [1, 99999999999999999999]}} | action.yml:1:24 a range is a list of two whole numbers | write range: [0, 100]
      arguments: {a: {defualt: 1}}        | action.yml:1:17 unknown key "defualt" of an argument | did you mean "default"?
      results: {a: b}                     | action.yml:1:11 a result is a map with type and doc |
      results: {a: {type: text}}          | action.yml:1:21 "type" cannot be "text" | valid: any, boolean, list, map, number, string
      results: {a: {dco: b}}              | action.yml:1:15 unknown key "dco" of a result | did you mean "doc"?
      results: {stdout: {}}               | action.yml:1:11 every result has "stdout" already | name it otherwise
      results: {a: {fields: {b: {}}}}     | action.yml:1:14 only a map or the items of a list have fields | write type: map, or type: list
      exactly_one_of: a                   | action.yml:1:17 "exactly_one_of" is a list | begin each item with - on a line of its own
      at_least_one_of: [{oof: [a]}]       | action.yml:1:20 unknown key "oof" of a rule | did you mean "of"?
      at_most_one_of: [{of: [a], remedy: [b]}] | action.yml:1:36 "remedy" is text | write one value behind it
      data: table.yml                     | action.yml:1:7 "data" is a map | write each of it as "name: value"
      """)
    void tellsWhatIsOfAnotherType(String spec, String message, String remedy) throws IOException {
        assertEquals(List.of(message + " | " + (remedy == null ? "" : remedy)), problems(spec));
    }

    @Test
    void missesTheCheckOnlyWhereThereIsNone() throws IOException {
        Path action = Files.createDirectories(folder.resolve("greet"));
        Files.writeString(action.resolve("action.yml"), "summary: Greets.\n");
        assertEquals(
                List.of("action.yml:1:1 the action \"greet\" has no check.sh.ftl"
                        + " | write one beside action.yml: it tells what differs, and changes nothing"),
                problems());
        Files.writeString(action.resolve("check.sh.ftl"), "\"[=path]\"\n");
        assertEquals(1, problems().size(), problems()::toString);
    }

    @Test
    void readsWhatIsRight() throws IOException {
        assertEquals(List.of(), problems("""
          summary: Greets.
          open: false
          arguments:
            who: {type: strings, required: yes, choices: world, range: [0, 9], without: ":", secret: allowed, doc: Whom.}
            how: {}
          results:
            greeted: {type: list, doc: "Who was.", fields: {stdout: {}, age: {type: number}}}
          exactly_one_of: [[who, how], {of: [who], remedy: name somebody}]
          """));
        ActionSpec spec = new ActionLibrary(List.of(folder), ENGINE, new Diagnostics())
                .find("greet")
                .orElseThrow();
        Argument who = spec.arguments().get("who");
        assertTrue(who.required());
        assertEquals(List.of("world"), who.choices());
        assertEquals(Argument.Type.STRING, spec.arguments().get("how").type());
        ResultField greeted = spec.results().orElseThrow().get("greeted");
        assertEquals(List.of("stdout", "age"), List.copyOf(greeted.fields().keySet()));
        assertEquals(ResultField.Type.STRING, greeted.fields().get("stdout").type());
        assertEquals(
                List.of("see: drydock actions greet", "name somebody"),
                spec.rules().stream().map(ArgumentRule::remedy).toList());
    }
}
