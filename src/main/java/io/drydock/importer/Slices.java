package io.drydock.importer;

import io.drydock.ansible.jinja.Term;
import java.util.Optional;

/** Parts of lists and texts. As in Python one that goes beyond the end gives what there is. */
record Slices(TermPrinter printer) {
    Ftl print(Term.Slice slice) {
        Ftl of = printer.print(slice.of());
        if (slice.step().isPresent()) return stepped(slice, of);
        if (slice.from().isEmpty() && slice.to().isEmpty()) return of;
        Optional<Integer> from = slice.from().map(Slices::place).orElse(Optional.of(0));
        Optional<Integer> to = slice.to().map(Slices::place).orElse(Optional.empty());
        boolean isKnown = from.filter(f -> f >= 0).isPresent()
                && to.filter(t -> t >= from.get()).isPresent();
        if (isKnown)
            return Ftl.atom(of.operand() + "[" + from.get() + "..*" + (to.get() - from.get()) + "]", of.kind());
        String start = slice.from().map(printer::print).map(Ftl::text).orElse("0");
        String end = slice.to().map(t -> ", " + printer.print(t).text()).orElse("");
        return Ftl.atom("part(" + of.text() + ", " + start + end + ")", of.kind());
    }

    private static Ftl stepped(Term.Slice slice, Ftl of) {
        boolean reverses = slice.from().isEmpty()
                && slice.to().isEmpty()
                && slice.step().equals(Optional.of(new Term.Signed("-", new Term.Numeral("1"))));
        if (reverses && of.kind() == Kind.LIST) return of.with("reverse", Kind.LIST);
        throw new Refusal("a slice with a step", "there is none: name the items");
    }

    /** One that is written out. */
    private static Optional<Integer> place(Term term) {
        return term instanceof Term.Numeral(String written) && written.matches("[0-9]{1,6}")
                ? Optional.of(Integer.parseInt(written))
                : Optional.empty();
    }

    static Ftl last(Ftl of) {
        return switch (of.kind()) {
            case LIST -> of.with("last", Kind.ANY);
            case TEXT -> Ftl.atom(of.operand() + "[" + of.operand() + "?length - 1]", Kind.TEXT);
            case TRUTH, NUMBER, FRACTION, MAP, MIXED, ANY -> of.with("last", Kind.ANY); // fails where it is no list
        };
    }
}
