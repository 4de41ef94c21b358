package io.drydock.importer;

import io.drydock.ansible.jinja.Fragment;
import io.drydock.ansible.jinja.Fragment.Body;
import io.drydock.ansible.jinja.Fragment.Branch;
import io.drydock.ansible.jinja.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The line break at the end of a text: Ansible adds it where a tag at the end has taken it along and none has come out. */
final class LastBreak {
    private static final Fragment BREAK = new Fragment.Data("\n");

    private enum Ends {
        ALWAYS,
        NEVER,
        SOMETIMES
    }

    private LastBreak() {}

    /** The same with a line break at its end, whatever comes out. */
    static List<Fragment> ensured(List<Fragment> fragments) {
        if (fragments.isEmpty()) return List.of(BREAK);
        List<Fragment> before = fragments.subList(0, fragments.size() - 1);
        List<Fragment> all = new ArrayList<>(before);
        switch (fragments.getLast()) {
            case Fragment.Data(String data) -> {
                all.add(fragments.getLast());
                if (!data.endsWith("\n")) all.add(BREAK);
            }
            case Fragment.Output _ -> {
                all.add(fragments.getLast());
                all.add(BREAK);
            }
            case Fragment.If conditional -> all.add(ensured(conditional, ends(before)));
            case Fragment.For loop -> all.addAll(ensured(loop, ends(before)));
            case Fragment.Remark _, Fragment.Set _, Fragment.Capture _, Fragment.Include _ -> {
                List<Fragment> ended = new ArrayList<>(ensured(before));
                ended.add(fragments.getLast());
                return ended;
            }
        }
        return all;
    }

    private static Fragment ensured(Fragment.If conditional, Ends before) {
        List<Branch> branches = new ArrayList<>();
        for (Branch branch : conditional.branches())
            branches.add(new Branch(branch.condition(), ensured(branch.body(), before)));
        boolean whole = branches.getLast().condition().isEmpty();
        if (!whole && before != Ends.ALWAYS)
            branches.add(new Branch(Optional.empty(), new Body(List.of(sure(before)), true)));
        return new Fragment.If(branches, conditional.endsLine());
    }

    private static Body ensured(Body body, Ends before) {
        if (body.fragments().isEmpty() && before == Ends.ALWAYS) return body;
        return new Body(ensured(body.fragments()), body.beginsLine());
    }

    private static Fragment sure(Ends before) {
        if (before == Ends.SOMETIMES)
            throw new Refusal(
                    "a tag at the end of a template",
                    "whether a line break follows depends on what comes out: end it with a line of text");
        return BREAK;
    }

    private static List<Fragment> ensured(Fragment.For loop, Ends before) {
        Ends body = ends(loop.body().fragments());
        Optional<Body> otherwise = loop.otherwise().map(o -> ensured(o, before));
        if (body == Ends.ALWAYS) {
            if (otherwise.isEmpty() && before != Ends.ALWAYS)
                otherwise = Optional.of(new Body(List.of(sure(before)), true));
            return List.of(with(loop, loop.body(), otherwise));
        }
        if (body == Ends.NEVER && before == Ends.NEVER && otherwise.isEmpty()) return List.of(loop, BREAK);
        if (body == Ends.SOMETIMES || loop.names().contains("loop")) sure(Ends.SOMETIMES);
        Fragment last = new Fragment.If(
                List.of(new Branch(
                        Optional.of(new Term.Attribute(new Term.Name("loop"), "last")),
                        new Body(List.of(BREAK), false))),
                false);
        List<Fragment> longer = new ArrayList<>(loop.body().fragments());
        longer.add(last);
        if (otherwise.isEmpty() && before != Ends.ALWAYS)
            otherwise = Optional.of(new Body(List.of(sure(before)), true));
        return List.of(with(loop, new Body(longer, loop.body().beginsLine()), otherwise));
    }

    private static Fragment with(Fragment.For loop, Body body, Optional<Body> otherwise) {
        return new Fragment.For(loop.names(), loop.over(), loop.condition(), body, otherwise, loop.endsLine());
    }

    private static Ends ends(List<Fragment> fragments) {
        if (fragments.isEmpty()) return Ends.NEVER;
        List<Fragment> before = fragments.subList(0, fragments.size() - 1);
        return switch (fragments.getLast()) {
            case Fragment.Data(String data) ->
                data.endsWith("\n") ? Ends.ALWAYS : data.isEmpty() ? ends(before) : Ends.NEVER;
            case Fragment.Output _ -> Ends.NEVER;
            case Fragment.Remark _, Fragment.Set _, Fragment.Capture _, Fragment.Include _ -> ends(before);
            case Fragment.If conditional -> {
                List<Ends> all = new ArrayList<>();
                for (Branch branch : conditional.branches()) all.add(inside(branch.body(), before));
                if (conditional.branches().getLast().condition().isPresent()) all.add(ends(before));
                yield joined(all);
            }
            case Fragment.For loop ->
                joined(List.of(
                        inside(loop.body(), before),
                        loop.otherwise().map(o -> inside(o, before)).orElse(ends(before))));
        };
    }

    private static Ends inside(Body body, List<Fragment> before) {
        return body.fragments().isEmpty() ? ends(before) : ends(body.fragments());
    }

    private static Ends joined(List<Ends> all) {
        return all.stream().distinct().count() == 1 ? all.getFirst() : Ends.SOMETIMES;
    }
}
