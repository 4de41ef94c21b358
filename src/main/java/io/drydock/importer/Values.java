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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values of playbooks and files of variables: texts with braces of Jinja2 in them become such with FreeMarker's. */
record Values(TermPrinter printer) {
    private static final Pattern SPECIAL = Pattern.compile("\\$\\{|</?[#@]|\\{\\{|\\{%");

    /** A variable, of which a text that reads as a list or a map is one. It cannot be none, for what is left out is no variable. */
    YamlNode variable(YamlNode node) {
        return switch (node) {
            case YamlScalar scalar -> variable(scalar);
            case YamlList list ->
                new YamlList(
                        list.pos(), list.items().stream().map(this::variable).toList());
            case YamlMap map ->
                new YamlMap(
                        map.pos(),
                        map.entries().stream()
                                .map(e -> new YamlMap.Entry(key(e.key()), e.keyPos(), variable(e.value())))
                                .toList());
        };
    }

    private YamlScalar variable(YamlScalar scalar) {
        if (scalar.encryption() == Encryption.VALUE || !(scalar.value() instanceof String)) return scalar;
        String written = scalar.text().strip();
        String converted = isWritten(written)
                ? "${from_yaml("
                        + joined(new Fragment.Body(parsed(written), false)).text() + ")}"
                : text(scalar.text(), false, false);
        return converted.equals(scalar.text()) ? scalar : with(scalar, converted);
    }

    /** Whether it is a list or a map with braces of Jinja2 in it. */
    private static boolean isWritten(String text) {
        return Ansible.isTemplate(text)
                && (text.startsWith("[") && text.endsWith("]") || text.startsWith("{") && text.endsWith("}"))
                && !text.startsWith("{{")
                && !text.startsWith("{%")
                && !text.startsWith("{#");
    }

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
        return text(text, isText, !isText);
    }

    /** @param omits whether it is left out where it is none */
    private String text(String text, boolean isText, boolean omits) {
        if (!Ansible.isTemplate(text)) return plain(text);
        List<Fragment> fragments = parsed(text);
        if (omits && fragments.size() == 1 && fragments.getFirst() instanceof Fragment.Output(Term term))
            return "${" + printer.print(TermPrinter.omitting(term)).text() + "}";
        Optional<Ftl> typed = isText ? Optional.empty() : typed(fragments);
        if (typed.isPresent()) return "${" + typed.get().text() + "}";
        StringBuilder all = new StringBuilder();
        Values now = this;
        for (Fragment fragment : fragments) {
            switch (fragment) {
                case Fragment.Data(String data) -> all.append(plain(data));
                case Fragment.Remark _ -> {}
                case Fragment.Set set -> now = now.after(set);
                case Fragment.Capture capture -> now = now.after(capture);
                default -> all.append("${").append(now.shown(fragment).text()).append('}');
            }
        }
        return all.toString();
    }

    /** The value that it is as a whole, of which branches are lists or maps; empty where it is a text. */
    private Optional<Ftl> typed(List<Fragment> fragments) {
        Values now = this;
        Optional<Fragment> only = Optional.empty();
        for (Fragment fragment : fragments) {
            if (fragment instanceof Fragment.Remark) continue;
            if (only.isPresent()) return Optional.empty();
            if (fragment instanceof Fragment.Set set) now = now.after(set);
            else if (fragment instanceof Fragment.Capture capture) now = now.after(capture);
            else only = Optional.of(fragment);
        }
        if (only.isEmpty()) return Optional.empty();
        return switch (only.get()) {
            case Fragment.Output(Term term) -> Optional.of(now.printer.print(term));
            case Fragment.If conditional -> now.typed(conditional).filter(v -> isCollection(v.kind()));
            default -> Optional.empty();
        };
    }

    private static boolean isCollection(Kind kind) {
        return kind == Kind.LIST || kind == Kind.MAP;
    }

    /** All branches have to be values; one of them may be a list or a map without that being known. */
    private Optional<Ftl> typed(Fragment.If conditional) {
        List<Fragment.Branch> branches = conditional.branches();
        if (branches.getLast().condition().isPresent()) return Optional.empty();
        Optional<Ftl> all = Optional.empty();
        for (Fragment.Branch branch : branches.reversed()) {
            Optional<Ftl> value = typed(branch.body().fragments());
            if (value.isEmpty()
                    || !isCollection(value.get().kind()) && value.get().kind() != Kind.ANY) return Optional.empty();
            all = all.isEmpty() ? value : Optional.of(chosen(branch.condition().orElseThrow(), value.get(), all.get()));
        }
        return all;
    }

    private Ftl chosen(Term condition, Ftl yes, Ftl no) {
        return printer.condition(condition)
                .with("then(" + yes.text() + ", " + no.text() + ")", isCollection(yes.kind()) ? yes.kind() : no.kind());
    }

    private Values after(Fragment.Capture capture) {
        return new Values(printer.with(Map.of(capture.name(), joined(capture.body()))));
    }

    /** What follows the setting of a variable, which stands for its value there. */
    private Values after(Fragment.Set set) {
        if (set.name().contains("."))
            throw new Refusal("{% set %} of a namespace in a value", "write it into a template");
        return new Values(printer.with(Map.of(set.name(), printer.print(set.value()))));
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
            case Fragment.Set _, Fragment.Capture _ ->
                throw new Refusal("{% set %} in a branch of a value", "set the variable under vars:");
            case Fragment.Include _ -> throw new Refusal("{% include %} in a value", "write it into a template");
        };
    }

    /** A text with what stands between braces in it, as an expression. */
    Ftl joined(YamlNode text) {
        if (!(text instanceof YamlScalar scalar)) throw new Refusal("a list as a text", "write a text");
        return joined(new Fragment.Body(parsed(scalar.text()), false));
    }

    /** All that comes out of it, as one text. */
    Ftl joined(Fragment.Body body) {
        Ftl all = Ftl.text("");
        Values now = this;
        for (Fragment fragment : body.fragments()) {
            if (fragment instanceof Fragment.Set set) {
                now = now.after(set);
                continue;
            }
            if (fragment instanceof Fragment.Capture capture) {
                now = now.after(capture);
                continue;
            }
            Ftl next = now.shown(fragment);
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

    /** Item by item, of which each is known by its place where the loop asks for that. */
    private Ftl loop(Fragment.For loop) {
        Ftl over = over(loop);
        String place = unused("i", "j", "k", "n");
        boolean asksForPlace = loop.body().toString().contains("name=loop]");
        Ftl item = asksForPlace
                ? Ftl.atom(over.operand() + "[" + place + "]", Kind.ANY)
                : Ftl.atom(loop.names().size() == 1 ? loop.names().getFirst() : unused("e", "entry"), Kind.ANY);
        TermPrinter inner = printer.with(names(loop, item));
        if (asksForPlace) inner = inner.inPlace(Ftl.atom(place, Kind.NUMBER), over);
        String body = new Values(inner).joined(loop.body()).text();
        Ftl all = asksForPlace
                ? Ftl.atom("(0..<" + over.operand() + "?size)?map(" + place + " -> " + body + ")?join(\"\")", Kind.TEXT)
                : Ftl.atom(over.operand() + "?map(" + item.text() + " -> " + body + ")?join(\"\")", Kind.TEXT);
        if (loop.otherwise().isEmpty()) return all;
        String other = joined(loop.otherwise().get()).text();
        return Ftl.atom("(" + over.operand() + "?size == 0)?then(" + other + ", " + all.text() + ")", Kind.TEXT);
    }

    /** What the loop goes over. */
    private Ftl over(Fragment.For loop) {
        Ftl list = new Selections(printer).list(loop.over());
        if (loop.condition().isEmpty()) return list;
        String item = loop.names().size() == 1 ? loop.names().getFirst() : unused("e", "entry");
        String condition = printer.with(names(loop, Ftl.atom(item, Kind.ANY)))
                .condition(loop.condition().get())
                .text();
        return list.with("filter(" + item + " -> " + condition + ")", Kind.LIST);
    }

    /** The names of an item, or of its parts. */
    private static Map<String, Ftl> names(Fragment.For loop, Ftl item) {
        if (loop.names().size() == 1) return Map.of(loop.names().getFirst(), item);
        boolean isEntry = loop.over() instanceof Term.Call(Term.Attribute(Term _, String items), Term.Given _)
                        && items.equals("items")
                || loop.over() instanceof Term.Filter(Term _, String filter, Term.Given _)
                        && (filter.equals("items") || filter.equals("dict2items"));
        Map<String, Ftl> parts = new HashMap<>();
        for (int i = 0; i < loop.names().size(); i++) {
            String part = isEntry ? (i == 0 ? ".key" : ".value") : "[" + i + "]";
            parts.put(loop.names().get(i), Ftl.atom(item.text() + part, isEntry && i == 0 ? Kind.TEXT : Kind.ANY));
        }
        return parts;
    }

    private String unused(String... names) {
        return Stream.of(names)
                .filter(n ->
                        !printer.isLocal(n) && printer.known.names().known(n).isEmpty())
                .findFirst()
                .orElseThrow(() -> new Refusal("loops in loops in a value", "write it into a template"));
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
