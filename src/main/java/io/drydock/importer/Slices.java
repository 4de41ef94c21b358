package io.drydock.importer;

import io.drydock.ansible.jinja.Term;
import java.util.Optional;

/** Parts of lists and texts. As in Python one that goes beyond the end gives what there is. */
record Slices(TermPrinter printer) {
    Ftl print(Term.Slice slice) {
        Ftl of = printer.print(slice.of());
        if (slice.step().isPresent()) return stepped(slice, of);
        if (slice.from().isEmpty() && slice.to().isEmpty()) return of;
        int from = slice.from().map(Slices::place).orElse(0);
        if (slice.to().isEmpty()) return rest(of, from);
        int to = place(slice.to().get());
        if (from >= 0 && to >= from) return Ftl.atom(of.operand() + "[" + from + "..*" + (to - from) + "]", of.kind());
        throw new Refusal("a slice with a negative end", "say it from the beginning, or split the text");
    }

    private static Ftl stepped(Term.Slice slice, Ftl of) {
        boolean reverses = slice.from().isEmpty()
                && slice.to().isEmpty()
                && slice.step().equals(Optional.of(new Term.Signed("-", new Term.Numeral("1"))));
        if (reverses && of.kind() == Kind.LIST) return of.with("reverse", Kind.LIST);
        throw new Refusal("a slice with a step", "there is none: name the items");
    }

    /** An end without number is as far as it goes, and never too far. */
    private static Ftl rest(Ftl of, int from) {
        if (from < 0) throw new Refusal("a slice from the end", "say it from the beginning, or split the text");
        String size = of.kind() == Kind.TEXT ? "length" : of.kind() == Kind.LIST ? "size" : "";
        if (size.isEmpty())
            throw new Refusal("a slice of a value of unknown type", "it is not known whether it is a text or a list");
        return Ftl.atom(of.operand() + "[" + from + "..*" + of.operand() + "?" + size + "]", of.kind());
    }

    private static int place(Term term) {
        return switch (term) {
            case Term.Numeral(String written) when written.matches("[0-9]{1,6}") -> Integer.parseInt(written);
            case Term.Signed(String sign, Term.Numeral(String written))
            when sign.equals("-") && written.matches("[0-9]{1,6}") -> -Integer.parseInt(written);
            default -> throw new Refusal("a slice by a variable", "name the places by numbers");
        };
    }

    static Ftl last(Ftl of) {
        return switch (of.kind()) {
            case LIST -> of.with("last", Kind.ANY);
            case TEXT -> Ftl.atom(of.operand() + "[" + of.operand() + "?length - 1]", Kind.TEXT);
            case TRUTH, NUMBER, FRACTION, MAP, MIXED, ANY -> of.with("last", Kind.ANY); // fails where it is no list
        };
    }
}
