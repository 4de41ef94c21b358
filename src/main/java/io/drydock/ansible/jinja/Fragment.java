package io.drydock.ansible.jinja;

import java.util.List;
import java.util.Optional;

/** A part of a template of Jinja2, white space already as it comes out. */
public sealed interface Fragment {
    record Data(String text) implements Fragment {}

    record Output(Term term) implements Fragment {}

    /** @param endsLine whether a line break behind it was taken away, as of all tags below */
    record Remark(String text, boolean endsLine) implements Fragment {}

    /** Branches in their order; the last one may have no condition. */
    record If(List<Branch> branches, boolean endsLine) implements Fragment {}

    record Branch(Optional<Term> condition, Body body) {}

    record For(
            List<String> names,
            Term over,
            Optional<Term> condition,
            Body body,
            Optional<Body> otherwise,
            boolean endsLine)
            implements Fragment {}

    /** {@code set name = value}; with a dot in the name an attribute of a namespace. */
    record Set(String name, Term value, boolean endsLine) implements Fragment {}

    /** {@code set name} up to {@code endset}: what comes out between. */
    record Capture(String name, Body body, boolean endsLine) implements Fragment {}

    record Include(Term name, boolean endsLine) implements Fragment {}

    /** What is between a tag and the next one of the same statement. */
    record Body(List<Fragment> fragments, boolean beginsLine) {
        public Body {
            fragments = List.copyOf(fragments);
        }
    }
}
