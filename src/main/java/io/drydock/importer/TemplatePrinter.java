package io.drydock.importer;

import io.drydock.ansible.jinja.Fragment;
import io.drydock.ansible.jinja.JinjaFault;
import io.drydock.ansible.jinja.JinjaParser;
import io.drydock.ansible.jinja.JinjaSettings;
import io.drydock.ansible.jinja.Term;
import io.drydock.importer.Ftl.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes templates of Jinja2 as FreeMarker's. What comes out is the same to the last blank: FreeMarker takes away lines that hold nothing but its tags, Jinja2
 * as Ansible sets it only the line break behind a tag, so tags stand in lines of their own only where both do the same.
 */
final class TemplatePrinter {
    private static final Pattern HEAD = Pattern.compile("#jinja2:(.*)\\n");

    private final StringBuilder out = new StringBuilder();
    private boolean lineHasTag;
    private boolean lineHasText;
    private final Set<String> set = new HashSet<>();
    private int loops;

    private TemplatePrinter() {}

    static String convert(String text, JinjaSettings given, TermPrinter printer) {
        String normal = text.replace("\r\n", "\n");
        JinjaSettings settings = given;
        Matcher head = HEAD.matcher(normal);
        if (head.lookingAt()) {
            settings = settings(head.group(1), given);
            normal = normal.substring(head.end());
        }
        int breaks = normal.length() - normal.replaceAll("\\n+$", "").length();
        String body = breaks > 0 ? normal.substring(0, normal.length() - 1) : normal;
        try {
            return new TemplatePrinter().all(JinjaParser.template(body, settings), breaks, printer);
        } catch (JinjaFault e) {
            throw new Refusal("Jinja2 that is not understood", e.getMessage());
        }
    }

    private static JinjaSettings settings(String head, JinjaSettings given) {
        JinjaSettings settings = given;
        for (String setting : head.split(",")) {
            String[] pair = setting.strip().split("\\s*:\\s*");
            boolean on = pair.length == 2 && pair[1].equalsIgnoreCase("true");
            settings = switch (pair[0]) {
                case "trim_blocks" -> new JinjaSettings(on, settings.stripsBlocks(), false);
                case "lstrip_blocks" -> new JinjaSettings(settings.trimsBlocks(), on, false);
                default -> throw new Refusal("#jinja2: " + pair[0], "there is no such setting");
            };
        }
        return settings;
    }

    /** @param breaks how many line breaks the source ends in: what comes out ends in as many */
    private String all(List<Fragment> fragments, int breaks, TermPrinter printer) {
        boolean plain = fragments.isEmpty()
                || fragments.getLast() instanceof Fragment.Data
                || fragments.getLast() instanceof Fragment.Output;
        fragments(breaks > 0 && !plain ? LastBreak.ensured(fragments) : fragments, printer);
        text("\n".repeat(Math.max(0, plain ? breaks - atEnd(fragments) : breaks - 1)));
        guard();
        return out.toString();
    }

    private static int atEnd(List<Fragment> fragments) {
        if (fragments.isEmpty() || !(fragments.getLast() instanceof Fragment.Data(String data))) return 0;
        return data.length() - data.replaceAll("\\n+$", "").length();
    }

    private void fragments(List<Fragment> fragments, TermPrinter printer) {
        TermPrinter now = printer;
        for (Fragment fragment : fragments) now = fragment(fragment, now);
    }

    /** Gives what its successors are printed with. */
    private TermPrinter fragment(Fragment fragment, TermPrinter printer) {
        switch (fragment) {
            case Fragment.Data(String data) -> text(data);
            case Fragment.Output(Term term) -> output(printer.shown(term));
            case Fragment.Remark(String text, boolean endsLine) ->
                tag("<#--" + text.replace("--", "- -") + "-->", endsLine);
            case Fragment.If conditional -> conditional(conditional, printer);
            case Fragment.For loop -> loop(loop, printer);
            case Fragment.Capture capture -> {
                Ftl value = new Values(printer).joined(capture.body());
                tag("<#assign " + capture.name() + " = " + value.in(Level.OR) + ">", capture.endsLine());
                return printer.with(Map.of(capture.name(), Ftl.atom(capture.name(), Kind.TEXT)));
            }
            case Fragment.Set assignment -> {
                return set(assignment, printer);
            }
            case Fragment.Include _ ->
                throw new Refusal("{% include %}", "templates include no others: write its text in its place");
        }
        return printer;
    }

    private void text(String text) {
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            part(text.substring(from, end));
            guard();
            out.append('\n');
            lineHasTag = false;
            lineHasText = false;
            from = end + 1;
        }
        part(text.substring(from));
    }

    /** Of a line. */
    private void part(String text) {
        out.append(Values.plain(text));
        if (!text.isBlank()) lineHasText = true;
    }

    /** A line of tags and white space is kept as it is. */
    private void guard() {
        if (lineHasTag && !lineHasText) out.append("<#nt>");
    }

    private void output(Ftl value) {
        if (value.text().matches("\"[^\"\\\\]*\"")) {
            text(value.text().substring(1, value.text().length() - 1));
            return;
        }
        out.append("${").append(value.text()).append('}');
        lineHasText = true;
    }

    /** @param endsLine whether it takes the line break behind it along */
    private void tag(String tag, boolean endsLine) {
        boolean alone = !lineHasText && lineStart();
        out.append(tag);
        lineHasTag = true;
        if (!endsLine || !alone) return;
        out.append('\n');
        lineHasTag = false;
    }

    /** Whether nothing but tags stands before it in its line. */
    private boolean lineStart() {
        String line = out.substring(out.lastIndexOf("\n") + 1);
        return line.isEmpty()
                || lineHasTag
                        && !lineHasText
                        && line.startsWith("<")
                        && line.endsWith(">")
                        && !line.matches(".*>\\s+<.*");
    }

    private void conditional(Fragment.If conditional, TermPrinter printer) {
        boolean first = true;
        for (Fragment.Branch branch : conditional.branches()) {
            String opening = branch.condition()
                    .map(printer::condition)
                    .map(c -> c.in(Level.OR))
                    .orElse("");
            String word = opening.isEmpty() ? "<#else>" : (first ? "<#if " : "<#elseif ") + opening + ">";
            tag(word, branch.body().beginsLine());
            fragments(branch.body().fragments(), printer);
            first = false;
        }
        tag("</#if>", conditional.endsLine());
    }

    private void loop(Fragment.For loop, TermPrinter printer) {
        Map<String, Ftl> names = new HashMap<>();
        List<String> variables = loop.names();
        String item = variables.size() == 1 ? variables.getFirst() : String.join("_", variables);
        String over = over(loop, printer, item, names);
        boolean entries = names.remove("") != null;
        names.put("loop", Ftl.atom("loop", Kind.MAP));
        TermPrinter inner =
                printer.with(names).inLoop(entries ? variables.getFirst() : item, printer.print(loopList(loop)));
        tag("<#list " + over + ">", loop.body().beginsLine());
        loops++;
        fragments(loop.body().fragments(), inner);
        loops--;
        loop.otherwise().ifPresent(body -> {
            tag("<#else>", body.beginsLine());
            fragments(body.fragments(), printer);
        });
        tag("</#list>", loop.endsLine());
    }

    private static Term loopList(Fragment.For loop) {
        return loop.over() instanceof Term.Call(Term.Attribute(Term of, String name), Term.Given _)
                        && name.equals("items")
                ? of
                : loop.over();
    }

    /** What stands between list and the end of its tag; the names that the items have are put into the map. */
    private String over(Fragment.For loop, TermPrinter printer, String item, Map<String, Ftl> names) {
        List<String> variables = loop.names();
        boolean entries = variables.size() == 2
                && (loop.over() instanceof Term.Call(Term.Attribute(Term _, String name), Term.Given _)
                                && name.equals("items")
                        || loop.over() instanceof Term.Filter(Term _, String filter, Term.Given g)
                                && filter.equals("items")
                                && g.isEmpty());
        if (entries && loop.condition().isEmpty()) {
            names.put(variables.get(0), Ftl.atom(variables.get(0), Kind.TEXT));
            names.put(
                    variables.get(1),
                    Ftl.atom(variables.get(1), printer.known.names().ofEntries()));
            names.put("", Ftl.atom("", Kind.ANY));
            Term of = loop.over() instanceof Term.Filter(Term map, String _, Term.Given _) ? map : loopList(loop);
            return printer.print(of).in(Level.SUM) + " as " + variables.get(0) + ", " + variables.get(1);
        }
        if (variables.size() == 1) names.put(item, Ftl.atom(item, itemKind(loop.over())));
        else
            for (int i = 0; i < variables.size(); i++)
                names.put(variables.get(i), Ftl.atom(item + "[" + i + "]", Kind.ANY));
        Ftl list = printer.print(loop.over());
        if (list.kind() == Kind.MAP) list = list.with("keys", Kind.LIST);
        Ftl all = list;
        String filtered = loop.condition()
                .map(c -> all.operand() + "?filter(" + item + " -> "
                        + printer.with(names).condition(c).text() + ")")
                .orElse(all.in(Level.RANGE));
        return filtered + " as " + item;
    }

    private static Kind itemKind(Term over) {
        boolean texts =
                over instanceof Term.Items(List<Term> items) && items.stream().allMatch(Term.Text.class::isInstance);
        boolean numbers = over instanceof Term.Call(Term.Name(String name), Term.Given _) && name.equals("range");
        return texts ? Kind.TEXT : numbers ? Kind.NUMBER : Kind.ANY;
    }

    /** To Jinja2 what is set in a loop holds in its turn alone; here it holds for all that follows. */
    private TermPrinter set(Fragment.Set assignment, TermPrinter printer) {
        String name = assignment.name().replace('.', '_');
        boolean attribute = assignment.name().contains(".");
        if (assignment.value() instanceof Term.Call(Term.Name(String namespace), Term.Given given)
                && namespace.equals("namespace")) {
            Map<String, Ftl> parts = new HashMap<>();
            given.named().forEach((part, value) -> {
                Ftl initial = printer.print(value);
                tag("<#assign " + name + "_" + part + " = " + initial.in(Level.OR) + ">", assignment.endsLine());
                parts.put(name + "." + part, Ftl.atom(name + "_" + part, initial.kind()));
            });
            return printer.with(parts);
        }
        if (!attribute && loops > 0 && !set.isEmpty() && set.contains(name))
            throw new Refusal(
                    "{% set %} in a loop of what is set outside",
                    "it holds in the loop alone there, and everywhere here: use another name");
        if (!attribute && loops > 0 && printer.known.names().known(name).isPresent())
            throw new Refusal(
                    "{% set %} in a loop of a variable",
                    "it holds in the loop alone there, and everywhere here: use another name");
        if (!attribute) set.add(name);
        Ftl value = printer.print(assignment.value());
        tag("<#assign " + name + " = " + value.in(Level.OR) + ">", assignment.endsLine());
        Kind kind = attribute && printer.local(assignment.name()).isPresent()
                ? printer.local(assignment.name()).get().kind().or(value.kind())
                : value.kind();
        return printer.with(Map.of(assignment.name(), Ftl.atom(name, kind)));
    }
}
