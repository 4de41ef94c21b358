package io.drydock.importer;

import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/** Names of templates: what ends in .j2 is converted, and then ends in .ftl. */
record TemplateNames(TermPrinter printer, Map<String, Refusal> refused) {
    static String converted(String name) {
        return name.endsWith(".j2") ? name.substring(0, name.length() - 3) + ".ftl" : name;
    }

    YamlNode source(YamlNode value) {
        if (!(value instanceof YamlScalar scalar)) throw new Refusal("a template without a name", "name one file");
        String text = scalar.text();
        for (String named : named(text)) refuse(named);
        String ours = new Values(printer).text(text, true);
        boolean whole = Ansible.isTemplate(text) && !text.endsWith(".j2");
        return Values.with(scalar, whole ? byValue(ours) : converted(ours));
    }

    /** The text, or what it is by the values that are written for its variable; who gives another one in a run sees what is not there. */
    private Set<String> named(String text) {
        Matcher variable = Ansible.VARIABLE.matcher(text);
        Set<String> values = variable.matches() ? printer.known.names().values(variable.group(1)) : Set.of();
        return values.isEmpty() ? Set.of(text) : values;
    }

    private void refuse(String text) {
        String file = text.substring(text.lastIndexOf('/') + 1);
        refused.forEach((name, refusal) -> {
            if (!Ansible.isTemplate(text) ? name.equals(file) : mayBe(file, name)) throw refusal;
        });
    }

    /** Whether the name may come out of a text with braces. */
    private static boolean mayBe(String text, String name) {
        String pattern = "\\Q" + text.replaceAll("\\{\\{.*?\\}\\}", "\\\\E.*\\\\Q") + "\\E";
        return name.matches(pattern);
    }

    private static String byValue(String ours) {
        if (!ours.startsWith("${") || ours.indexOf("${", 2) >= 0 || !ours.endsWith("}"))
            throw new Refusal("the name of a template by several variables", "let it end in .j2, which becomes .ftl");
        return "${(" + ours.substring(2, ours.length() - 1) + ")?replace(\"\\\\.j2$\", \".ftl\", \"r\")}";
    }
}
