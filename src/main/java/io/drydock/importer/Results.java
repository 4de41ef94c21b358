package io.drydock.importer;

import io.drydock.action.ActionSpec;
import io.drydock.action.ResultField;
import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.ansible.jinja.Term;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parts of what a task registers. */
record Results(TermPrinter printer) {
    private static final Map<String, String> OF_STAT =
            Map.of("pw_name", "owner", "gr_name", "group", "lnk_target", "target", "lnk_source", "target");
    /** What is of the same name there, and another sum. */
    private static final String CHECKSUM = "checksum";

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
        List<Kind> kinds =
                actions.stream().flatMap(action -> kind(action, name).stream()).toList();
        if (kinds.isEmpty())
            throw new Refusal(
                    "result." + name,
                    AnsibleWords.remedy(Place.RESULTS, name)
                            .orElse("the result of " + String.join(", ", actions) + " has no such part"));
        Kind kind = kinds.stream().reduce(Kind::or).orElseThrow();
        return Optional.of(Ftl.atom(printer.print(of).operand() + "." + name, kind));
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
        ResultField field = declared("stat").get(ours);
        if (field == null || ours.equals(CHECKSUM))
            throw new Refusal("stat." + name, "the result of stat has no " + name + " that means the same");
        return Ftl.atom(printer.print(result).operand() + "." + ours, kind(field));
    }

    /** Empty where tasks of the action register no such field. */
    private Optional<Kind> kind(String action, String name) {
        boolean isKnown = printer.known.library().find(action).isPresent(); // else its task is not converted
        if (!isKnown || name.equals("stat") || name.equals("item")) return Optional.of(Kind.ANY);
        return ResultField.common(name)
                .or(() -> Optional.ofNullable(declared(action).get(name)))
                .map(Results::kind);
    }

    private Map<String, ResultField> declared(String action) {
        return printer.known.library().find(action).flatMap(ActionSpec::results).orElse(Map.of());
    }

    private static Kind kind(ResultField field) {
        return switch (field.type()) {
            case STRING -> Kind.TEXT;
            case NUMBER -> Kind.NUMBER;
            case BOOLEAN -> Kind.TRUTH;
            case LIST -> Kind.LIST;
            case MAP -> Kind.MAP;
            case ANY -> Kind.ANY;
        };
    }
}
