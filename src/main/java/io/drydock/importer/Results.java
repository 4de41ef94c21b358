package io.drydock.importer;

import io.drydock.action.ActionSpec;
import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.ansible.jinja.Term;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Parts of what a task registers. */
record Results(TermPrinter printer) {
    private static final Map<String, Kind> COMMON = Map.of(
            "changed", Kind.TRUTH,
            "failed", Kind.TRUTH,
            "skipped", Kind.TRUTH,
            "rc", Kind.NUMBER,
            "stdout", Kind.TEXT,
            "stderr", Kind.TEXT,
            "stdout_lines", Kind.LIST,
            "stderr_lines", Kind.LIST,
            "results", Kind.LIST,
            "item", Kind.ANY);
    private static final Map<String, String> OF_STAT =
            Map.of("pw_name", "owner", "gr_name", "group", "lnk_target", "target", "lnk_source", "target");
    private static final Map<String, Kind> STAT_KINDS = Map.ofEntries(
            Map.entry("path", Kind.TEXT),
            Map.entry("exists", Kind.TRUTH),
            Map.entry("isdir", Kind.TRUTH),
            Map.entry("isreg", Kind.TRUTH),
            Map.entry("islnk", Kind.TRUTH),
            Map.entry("size", Kind.NUMBER),
            Map.entry("uid", Kind.NUMBER),
            Map.entry("gid", Kind.NUMBER),
            Map.entry("mode", Kind.TEXT),
            Map.entry("owner", Kind.TEXT),
            Map.entry("group", Kind.TEXT));

    /** Whether the term is a result as a whole. */
    boolean isResult(Term term) {
        return !actions(term).isEmpty();
    }

    private Set<String> actions(Term term) {
        return term instanceof Term.Name(String name) && !printer.isLocal(name)
                ? printer.known.names().actions(name)
                : Set.of();
    }

    /** Empty where the term is no result. */
    Optional<Ftl> attribute(Term of, String name) {
        if (of instanceof Term.Attribute(Term result, String stat) && stat.equals("stat"))
            return Optional.of(ofStat(result, name));
        if (of instanceof Term.Item(Term result, Term.Text(String stat)) && stat.equals("stat"))
            return Optional.of(ofStat(result, name));
        Optional<Ftl> entries = entries(of, name);
        if (entries.isPresent()) return entries;
        Set<String> actions = actions(of);
        if (actions.isEmpty()) return Optional.empty();
        if (actions.stream().noneMatch(action -> tells(action, name)))
            throw new Refusal(
                    "result." + name,
                    AnsibleWords.remedy(Place.RESULTS, name)
                            .orElse("the result of " + String.join(", ", actions) + " has no such part"));
        return Optional.of(Ftl.atom(printer.print(of).operand() + "." + name, COMMON.getOrDefault(name, Kind.ANY)));
    }

    /** What getent found, under the name of the fact. */
    private Optional<Ftl> entries(Term of, String name) {
        Optional<Term> result = switch (of) {
            case Term.Attribute(Term whole, String part) when part.equals("ansible_facts") -> Optional.of(whole);
            case Term.Item(Term whole, Term.Text(String part)) when part.equals("ansible_facts") -> Optional.of(whole);
            default -> Optional.empty();
        };
        return result.filter(whole ->
                        actions(whole).equals(Set.of(EntryWriter.MODULE)) && name.startsWith(EntryWriter.MODULE))
                .map(whole -> Ftl.atom(printer.print(whole).operand() + ".entries", Kind.MAP));
    }

    private Ftl ofStat(Term result, String name) {
        String ours = OF_STAT.getOrDefault(name, name);
        if (!STAT_KINDS.containsKey(ours) && !ours.equals("target") && !ours.equals("mtime"))
            throw new Refusal("stat." + name, "the result of stat has no " + name + " that means the same");
        return Ftl.atom(printer.print(result).operand() + "." + ours, STAT_KINDS.getOrDefault(ours, Kind.ANY));
    }

    private boolean tells(String action, String name) {
        if (COMMON.containsKey(name) || name.equals("stat")) return true;
        Optional<ActionSpec> spec = printer.known.library().find(action);
        return spec.filter(s -> Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                        .matcher(s.description() + s.summary())
                        .find())
                .isPresent();
    }
}
