package io.drydock.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.action.ActionLibrary;
import io.drydock.ansible.jinja.JinjaSettings;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.template.DataTemplate;
import io.drydock.template.Scope;
import io.drydock.template.TemplateEngine;
import io.drydock.template.TemplateFailure;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes out of converted templates is what Ansible makes of the originals, byte by byte, or they are refused. */
class TemplatePrinterTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home", "."));
    private static final TemplateEngine ENGINE = new TemplateEngine();
    private static final ActionLibrary LIBRARY =
            new ActionLibrary(List.of(HOME.resolve("templates")), ENGINE, new Diagnostics());

    /** Makes of the text of a case what it is here. */
    private interface Conversion {
        String rendered(String text, Known known, Map<String, Object> vars);
    }

    @Test
    void whatComesOutIsWhatAnsibleMakes() {
        int equal = compared("templates.yml", "j2", (text, known, vars) -> {
            String ftl = TemplatePrinter.convert(text, JinjaSettings.FILES, new TermPrinter(known));
            return rendered(ftl, vars);
        });
        assertTrue(equal > 50, equal + " templates");
    }

    @Test
    void valuesAreWhatAnsibleMakes() {
        int equal = compared("values.yml", "value", (text, known, vars) -> {
            YamlScalar scalar = YamlScalar.of(text, SourcePos.of("values.yml"));
            return evaluated(new Values(new TermPrinter(known)).variable(scalar), vars);
        });
        assertTrue(equal > 40, equal + " values");
    }

    private static int compared(String name, String key, Conversion conversion) {
        Diagnostics problems = new Diagnostics();
        YamlMap file = (YamlMap)
                YamlReader.read(HOME.resolve("src/test/cases/importer").resolve(name), problems)
                        .orElseThrow();
        assertEquals(List.of(), problems.all());
        Names names = new Names();
        names.add(file.get("vars").orElseThrow());
        Known known = new Known(names, new FactNames(), new MagicNames(names), LIBRARY, _ -> {});
        Map<String, Object> vars = new HashMap<>(((YamlMap) file.get("vars").orElseThrow()).data());
        List<String> wrong = new ArrayList<>();
        int equal = 0;
        for (YamlNode node : ((YamlList) file.get("cases").orElseThrow()).items()) {
            YamlMap one = (YamlMap) node;
            String text = text(one, key).orElseThrow();
            Optional<String> refused = text(one, "refused");
            try {
                String out = conversion.rendered(text, known, vars);
                if (refused.isPresent()) wrong.add(text + ": not refused: " + out);
                else if (out.equals(text(one, "out").orElseThrow())) equal++;
                else
                    wrong.add(shown(text) + "\n  out:  " + shown(out) + "\n  want: "
                            + shown(text(one, "out").get()));
            } catch (Refusal e) {
                String said = e.construct() + ": " + e.reason();
                if (refused.filter(said::contains).isEmpty()) wrong.add(shown(text) + " refused: " + said);
            }
        }
        assertEquals("", String.join("\n", wrong));
        return equal;
    }

    private static String evaluated(YamlNode value, Map<String, Object> vars) {
        Diagnostics problems = new Diagnostics();
        Optional<ValueTemplate> template = ENGINE.value(value, problems);
        if (template.isEmpty()) return problems.all().toString();
        try {
            Object made = template.get().evaluate(Scope.of(vars));
            YamlScalar json = YamlScalar.of("${to_json(made)}", value.pos());
            return String.valueOf(ENGINE.value(json, problems).orElseThrow().evaluate(Scope.of(Map.of("made", made))));
        } catch (TemplateFailure e) {
            return ((YamlScalar) value).text() + " " + e;
        }
    }

    private static Optional<String> text(YamlMap map, String key) {
        return map.get(key).map(n -> ((YamlScalar) n).text());
    }

    private static String shown(String text) {
        return text.replace("\n", "\\n").replace("\t", "\\t");
    }

    private static String rendered(String ftl, Map<String, Object> vars) {
        Diagnostics problems = new Diagnostics();
        Optional<DataTemplate> template = ENGINE.data("x.ftl", ftl, problems);
        if (template.isEmpty()) return problems.all().toString();
        try {
            return String.valueOf(template.get().render(Scope.of(vars)));
        } catch (TemplateFailure e) {
            return e.toString();
        }
    }
}
