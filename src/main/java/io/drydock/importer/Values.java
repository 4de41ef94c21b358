package io.drydock.importer;

import io.drydock.ansible.jinja.Fragment;
import io.drydock.ansible.jinja.JinjaFault;
import io.drydock.ansible.jinja.JinjaParser;
import io.drydock.ansible.jinja.JinjaSettings;
import io.drydock.ansible.jinja.Term;
import io.drydock.yaml.Encryption;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values of playbooks and files of variables: texts with braces of Jinja2 in them become such with FreeMarker's. */
record Values(TermPrinter printer) {
    private static final Pattern SPECIAL = Pattern.compile("\\$\\{|</?[#@]|\\{\\{|\\{%");

    /** A tree of values. */
    YamlNode value(YamlNode node) {
        return tree(node, false);
    }

    /** Where every scalar in it is a part of a text. */
    YamlNode shown(YamlNode node) {
        return tree(node, true);
    }

    private YamlNode tree(YamlNode node, boolean isText) {
        return switch (node) {
            case YamlScalar scalar -> scalar(scalar, isText);
            case YamlList list ->
                new YamlList(
                        list.pos(),
                        list.items().stream().map(i -> tree(i, isText)).toList());
            case YamlMap map ->
                new YamlMap(
                        map.pos(),
                        map.entries().stream()
                                .map(e -> new YamlMap.Entry(key(e.key()), e.keyPos(), tree(e.value(), isText)))
                                .toList());
        };
    }

    private static String key(String key) {
        if (Ansible.isTemplate(key)) throw new Refusal("a key that is a template", "keys are as they are written");
        return key;
    }

    /** @param isText whether it is shown, or written into a text: Python's way of writing truth values counts then */
    YamlScalar scalar(YamlScalar scalar, boolean isText) {
        if (scalar.encryption() == Encryption.VALUE || !(scalar.value() instanceof String)) return scalar;
        String converted = text(scalar.text(), isText);
        return converted.equals(scalar.text()) ? scalar : with(scalar, converted);
    }

    static YamlScalar with(YamlScalar scalar, String text) {
        return new YamlScalar(scalar.pos(), text, text, scalar.positions());
    }

    String text(String text, boolean isText) {
        if (!Ansible.isTemplate(text)) return plain(text);
        List<Fragment> fragments = parsed(text);
        if (fragments.size() == 1 && fragments.getFirst() instanceof Fragment.Output(Term term) && !isText)
            return "${" + printer.print(term).text() + "}";
        StringBuilder all = new StringBuilder();
        for (Fragment fragment : fragments) {
            switch (fragment) {
                case Fragment.Data(String data) -> all.append(plain(data));
                case Fragment.Remark _ -> {}
                default -> all.append("${").append(shown(fragment).text()).append('}');
            }
        }
        return all.toString();
    }

    static List<Fragment> parsed(String text) {
        try {
            List<Fragment> fragments = JinjaParser.template(withoutLastBreak(text), JinjaSettings.VALUES);
            if (!text.endsWith("\n")) return fragments;
            if (endsInTag(fragments)) return LastBreak.ensured(fragments);
            List<Fragment> all = new ArrayList<>(fragments);
            all.add(new Fragment.Data("\n"));
            return all;
        } catch (JinjaFault e) {
            throw new Refusal("Jinja2 that is not understood", e.getMessage());
        }
    }

    private static String withoutLastBreak(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean endsInTag(List<Fragment> fragments) {
        return !fragments.isEmpty()
                && !(fragments.getLast() instanceof Fragment.Data || fragments.getLast() instanceof Fragment.Output);
    }

    /** Text that stands for itself. */
    static String plain(String text) {
        return SPECIAL.matcher(text).replaceAll(m -> {
            String found = m.group();
            String written = found.startsWith("<")
                    ? "${\"<\"}" + found.substring(1)
                    : found.equals("${") ? "${\"$\"}{" : "${\"" + found + "\"}";
            return java.util.regex.Matcher.quoteReplacement(written);
        });
    }

    /** What comes out of a fragment, as an expression that is a text. */
    private Ftl shown(Fragment fragment) {
        return switch (fragment) {
            case Fragment.Data(String data) -> Ftl.text(data);
            case Fragment.Output(Term term) -> printer.shown(term);
            case Fragment.Remark _ -> Ftl.text("");
            case Fragment.If conditional -> conditional(conditional.branches());
            case Fragment.For loop -> loop(loop);
            case Fragment.Set _ -> throw new Refusal("{% set %} in a value", "set the variable under vars:");
            case Fragment.Include _ -> throw new Refusal("{% include %} in a value", "write it into a template");
        };
    }

    /** A text with what stands between braces in it, as an expression. */
    Ftl joined(YamlNode text) {
        if (!(text instanceof YamlScalar scalar)) throw new Refusal("a list as a text", "write a text");
        return joined(parsed(scalar.text()));
    }

    private Ftl joined(Fragment.Body body) {
        return joined(body.fragments());
    }

    private Ftl joined(List<Fragment> fragments) {
        Ftl all = Ftl.text("");
        for (Fragment fragment : fragments) {
            Ftl next = shown(fragment);
            if (all.text().equals("\"\""))
                all = next.kind() == Kind.TEXT ? next : new Operators(printer).concatenation(all, next);
            else all = new Operators(printer).concatenation(all, next);
        }
        return all;
    }

    private Ftl conditional(List<Fragment.Branch> branches) {
        if (branches.isEmpty()) return Ftl.text("");
        Fragment.Branch first = branches.getFirst();
        if (first.condition().isEmpty()) return joined(first.body());
        Ftl rest = conditional(branches.subList(1, branches.size()));
        return printer.condition(first.condition().get())
                .with("then(" + joined(first.body()).text() + ", " + rest.text() + ")", Kind.TEXT);
    }

    private Ftl loop(Fragment.For loop) {
        boolean simple = loop.names().size() == 1;
        if (!simple)
            throw new Refusal("{% for %} of several names in a value", "write it into a template, or use map and join");
        String name = loop.names().getFirst();
        TermPrinter inner =
                printer.with(java.util.Map.of(name, Ftl.atom(name, Kind.ANY), "loop", Ftl.atom("loop", Kind.ANY)));
        if (loop.body().fragments().stream().anyMatch(f -> f.toString().contains("name=loop]")))
            throw new Refusal("loop in a value", "write it into a template, or use join");
        Ftl over = printer.print(loop.over());
        String filtered = loop.condition()
                .map(c -> over.operand() + "?filter(" + name + " -> "
                        + inner.condition(c).text() + ")")
                .orElse(over.operand());
        String body = new Values(inner).joined(loop.body()).text();
        Ftl all = Ftl.atom(filtered + "?map(" + name + " -> " + body + ")?join(\"\")", Kind.TEXT);
        if (loop.otherwise().isEmpty()) return all;
        String other = joined(loop.otherwise().get()).text();
        return Ftl.atom("(" + filtered + "?size == 0)?then(" + other + ", " + all.text() + ")", Kind.TEXT);
    }

    /** A bare expression, as {@code when} has it. */
    YamlScalar condition(YamlScalar scalar) {
        if (!(scalar.value() instanceof String)) {
            String truth = truth(scalar);
            return new YamlScalar(scalar.pos(), truth, Boolean.valueOf(truth), scalar.positions());
        }
        Term term = bare(scalar.text());
        return with(scalar, printer.condition(term).text());
    }

    private static String truth(YamlScalar scalar) {
        return Optional.ofNullable(io.drydock.json.Written.plain(scalar.value()))
                .filter(Boolean.class::isInstance)
                .map(String::valueOf)
                .orElseThrow(() -> new Refusal("a condition that is no truth value", "write an expression"));
    }

    /** Also where it stands in braces, which Ansible takes with a warning. */
    static Term bare(String text) {
        try {
            String stripped = text.strip();
            if (!Ansible.isTemplate(stripped)) return JinjaParser.expression(stripped);
            List<Fragment> fragments = parsed(stripped);
            if (fragments.size() == 1 && fragments.getFirst() instanceof Fragment.Output(Term term)) return term;
            throw new Refusal("braces in a condition", "write the expression without them");
        } catch (JinjaFault e) {
            throw new Refusal("Jinja2 that is not understood", e.getMessage());
        }
    }

    /** A list of conditions, or one. */
    YamlNode conditions(YamlNode node) {
        return switch (node) {
            case YamlScalar scalar -> condition(scalar);
            case YamlList list ->
                new YamlList(
                        list.pos(), list.items().stream().map(this::conditions).toList());
            case YamlMap _ -> throw new Refusal("a condition that is a map", "write an expression");
        };
    }
}
