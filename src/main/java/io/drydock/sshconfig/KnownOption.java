package io.drydock.sshconfig;

import io.drydock.diag.Suggestion;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An option that OpenSSH's client knows, and what becomes of it here.
 *
 * @param spelling as ssh_config(5) spells it
 * @param form of its value
 */
record KnownOption(String spelling, ValueForm form, Role role) {
    /** What becomes of an option here. */
    sealed interface Role {}

    /** It is obeyed. */
    record Obeyed(Keyword keyword) implements Role {}

    /** Host, Match and Include, which say of what the others hold. */
    record Block() implements Role {}

    /** It concerns nothing that Drydock does. */
    record Harmless() implements Role {}

    /**
     * It is not obeyed, and is told where a value makes a difference.
     *
     * @param harmless values, in small letters, that make none
     * @param refuse whether the connection would be less secure without it, or reach another host
     * @param remedy what to do instead
     */
    record Told(Predicate<String> harmless, boolean refuse, String problem, String remedy) implements Role {}

    /** It ends the connection before it begins. */
    record Refusal() implements Role {}

    static Optional<KnownOption> of(String name) {
        return OptionTable.of(name);
    }

    /** The spelling of an option that may not be known. */
    static String spelling(String name) {
        return of(name).map(KnownOption::spelling).orElse(name);
    }

    /** For a name that is none of an option. */
    static String remedy(String name) {
        return Suggestion.near(name, OptionTable.spellings())
                .orElse("remove it; IgnoreUnknown " + name + " passes it over, where another program needs it");
    }
}
