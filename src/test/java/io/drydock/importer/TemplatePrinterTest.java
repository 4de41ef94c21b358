package io.drydock.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.action.ActionLibrary;
import io.drydock.ansible.jinja.JinjaSettings;
import io.drydock.diag.Diagnostics;
import io.drydock.template.DataTemplate;
import io.drydock.template.Scope;
import io.drydock.template.TemplateEngine;
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

    @Test
    void whatComesOutIsWhatAnsibleMakes() {
        Diagnostics problems = new Diagnostics();
        YamlMap file = (YamlMap) YamlReader.read(HOME.resolve("src/test/cases/importer/templates.yml"), problems)
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
            String j2 = text(one, "j2").orElseThrow();
            Optional<String> refused = text(one, "refused");
            try {
                String ftl = TemplatePrinter.convert(j2, JinjaSettings.FILES, new TermPrinter(known));
                if (refused.isPresent()) {
                    wrong.add(j2 + ": not refused: " + ftl);
                    continue;
                }
                String out = rendered(ftl, vars);
                if (out.equals(text(one, "out").orElseThrow())) equal++;
                else
                    wrong.add(shown(j2) + "\n  ftl:  " + shown(ftl) + "\n  out:  " + shown(out) + "\n  want: "
                            + shown(text(one, "out").get()));
            } catch (Refusal e) {
                String said = e.construct() + ": " + e.reason();
                if (refused.filter(said::contains).isEmpty()) wrong.add(shown(j2) + " refused: " + said);
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(equal > 50, equal + " templates");
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
        } catch (io.drydock.template.TemplateFailure e) {
            return e.toString();
        }
    }
}
