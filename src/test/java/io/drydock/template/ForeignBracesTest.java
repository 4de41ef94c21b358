package io.drydock.template;

import static io.drydock.template.Templates.ENGINE;
import static io.drydock.template.Templates.refused;
import static io.drydock.template.Templates.scalar;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignBracesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ name }}",
                "{{name}}",
                "{{- name -}}",
                "{{ a.b }}",
                "{{ ansible_hostname }}",
                "{{ x | default('y') }}",
                "{{ x|upper }}",
                "{{ title }}",
                "{{ title | upper }}",
                "{{ x['a'] }}",
                "{{ lookup('env', 'HOME') }}",
                "{{ 'a' if x else 'b' }}",
                "{{ a or \"b\" }}",
                "{{ not x }}",
                "{{ a if b else \"c\" }}",
                "{{ groups['web'] | length }}",
                "{{ x +\n 1 }}",
                "{% if x %}",
                "{%- for a in b %}",
                "{% endfor %}",
                "{% set x = 1 %}"
            })
    void areRefusedEverywhere(String braces) {
        for (String text : List.of(braces, "a " + braces + " b", "${'x'} " + braces)) {
            assertEquals(1, refused(p -> ENGINE.value(scalar(text), p)).size(), text);
            assertEquals(1, refused(p -> ENGINE.data("t", text, p)).size(), text);
        }
        assertEquals(
                1,
                refused(p -> ENGINE.shell("t", "cat <<'EOF'\n" + braces + "\nEOF", p))
                        .size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{.Names}}",
                "{{ .Names }}",
                "{{json .}}",
                "{{ json .State }}",
                "table {{.ID}}\t{{.Status}}",
                "{{range .Mounts}}{{.Source}}{{end}}",
                "{{range $k, $v := .Options}}{{$k}}={{$v}}{{println}}{{end}}",
                "{{if eq .State \"up\"}}a{{else}}b{{end}}",
                "{{else if not .x}}",
                "{{index .Config.Labels \"a\"}}",
                "{{- with .A -}}",
                "{{join (split .A \"/\") \",\"}}",
                "{{\"a\"}}",
                "{{/* a */}}",
                "{{ $labels.instance }}",
                "{{printf \"%s\" .A}}",
                "{{ include \"a\" . }}",
                "{{}}",
                "{{ {} }}",
                "{{",
                "a }} {{ b",
                "%{http_code}",
                "${\"{{\"} name }}",
                "${'{{ name }}'}",
                "{%",
                "a{%b}"
            })
    void formatsOfGoPass(String text) {
        Diagnostics problems = new Diagnostics();
        ENGINE.value(scalar(text), problems);
        ENGINE.data("t", text, problems);
        if (!text.startsWith("${")) ENGINE.shell("t", "cat <<'EOF'\n" + text + "\nEOF", problems);
        assertEquals(List.of(), Templates.shown(problems.all()));
    }

    @Test
    void theRemedyIsTheSpellingOfThePlace() {
        assertEquals(
                List.of(
                        "play.yml:1:3 {{ }} has no meaning here | write ${a.b}; for the characters themselves write ${\"{{\"}"),
                refused(p -> ENGINE.value(scalar("x {{ a.b }}"), p)));
        assertTrue(refused(p -> ENGINE.shell("t", "echo {{ a }}", p)).getFirst().contains("| write [=a];"));
    }

    @Test
    void formatsStayConstant() {
        Diagnostics problems = new Diagnostics();
        assertTrue(ENGINE.value(scalar("{{.Names}}"), problems).orElseThrow().isConstant());
        assertEquals("{{.Names}} x", Templates.value("{{.Names}} ${a}", Map.of("a", "x")));
    }
}
