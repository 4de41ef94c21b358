package io.drydock.importer;

import io.drydock.ansible.jinja.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with values in them: {@code "%s" % x}, {@code "{}".format(x)}. */
record Formats(TermPrinter printer) {
    private static final Pattern PERCENT = Pattern.compile("%(?:([sd%])|0([1-9])d)");
    private static final Pattern BRACES = Pattern.compile("\\{([0-9]?)\\}");

    Ftl percent(String format, List<Term> values) {
        List<Ftl> parts = new ArrayList<>();
        Matcher matcher = PERCENT.matcher(format);
        int end = 0, next = 0;
        while (matcher.find()) {
            literal(format.substring(end, matcher.start()), "%").ifPresent(parts::add);
            end = matcher.end();
            if ("%".equals(matcher.group(1))) {
                parts.add(Ftl.text("%"));
                continue;
            }
            if (next >= values.size())
                throw new Refusal("a format with too few values", "give as many as it has places");
            Ftl value = printer.shown(values.get(next++));
            parts.add(
                    matcher.group(2) == null
                            ? value
                            : value.as(Kind.ANY).with("string?left_pad(" + matcher.group(2) + ", \"0\")", Kind.TEXT));
        }
        literal(format.substring(end), "%").ifPresent(parts::add);
        if (next != values.size()) throw new Refusal("a format with too many values", "give as many as it has places");
        return joined(parts);
    }

    Ftl braces(String format, List<Term> values) {
        List<Ftl> parts = new ArrayList<>();
        Matcher matcher = BRACES.matcher(format);
        int end = 0, next = 0;
        while (matcher.find()) {
            literal(format.substring(end, matcher.start()), "{").ifPresent(parts::add);
            end = matcher.end();
            int place = matcher.group(1).isEmpty() ? next++ : Integer.parseInt(matcher.group(1));
            if (place >= values.size())
                throw new Refusal("a format with too few values", "give as many as it has places");
            parts.add(printer.shown(values.get(place)));
        }
        literal(format.substring(end), "{").ifPresent(parts::add);
        return joined(parts);
    }

    private static Optional<Ftl> literal(String text, String sign) {
        if (text.contains(sign)) throw new Refusal("a format with more than %s, %d and {}", "join the parts with ~");
        return text.isEmpty() ? Optional.empty() : Optional.of(Ftl.text(text));
    }

    private Ftl joined(List<Ftl> parts) {
        Ftl all = parts.isEmpty() ? Ftl.text("") : parts.getFirst();
        if (parts.size() == 1) return new Operators(printer).concatenation(Ftl.text(""), all);
        for (Ftl part : parts.subList(1, parts.size())) all = new Operators(printer).concatenation(all, part);
        return all;
    }
}
