package io.drydock.ansible.jinja;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An expression of Jinja2. */
public sealed interface Term {
    record Name(String name) implements Term {}

    record Text(String value) implements Term {}

    /** As it was written. */
    record Numeral(String written) implements Term {}

    record Truth(boolean value) implements Term {}

    /** {@code none}. */
    record Nothing() implements Term {}

    /** A list or a tuple. */
    record Items(List<Term> items) implements Term {}

    record Entries(List<Map.Entry<Term, Term>> entries) implements Term {}

    record Attribute(Term of, String name) implements Term {}

    record Item(Term of, Term key) implements Term {}

    record Slice(Term of, Optional<Term> from, Optional<Term> to, Optional<Term> step) implements Term {}

    record Call(Term of, Given given) implements Term {}

    /** {@code of | name(given)}. */
    record Filter(Term of, String name, Given given) implements Term {}

    /** {@code of is name(given)}. */
    record Test(Term of, String name, Given given) implements Term {}

    record Not(Term of) implements Term {}

    /** A sign before it. */
    record Signed(String sign, Term of) implements Term {}

    /** Of two values: arithmetic, {@code ~}, {@code and}, {@code or}, comparisons and {@code in}. */
    record Binary(String operator, Term left, Term right) implements Term {}

    /** {@code then if condition else otherwise}. */
    record Choice(Term condition, Term then, Optional<Term> otherwise) implements Term {}

    /** What is given to a function, a filter or a test. */
    record Given(List<Term> items, Map<String, Term> named) {
        public static final Given NOTHING = new Given(List.of(), Map.of());

        public Given {
            items = List.copyOf(items);
            named = Map.copyOf(named);
        }

        public boolean isEmpty() {
            return items.isEmpty() && named.isEmpty();
        }

        /** The one at a place, or of a name. */
        public Optional<Term> get(int place, String name) {
            return place < items.size() ? Optional.of(items.get(place)) : Optional.ofNullable(named.get(name));
        }
    }
}
