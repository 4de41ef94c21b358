package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import java.util.Set;

/**
 * What of the input may be in no file.
 *
 * @param names of variables whose values are secrets, besides those that are by their names
 * @param known knows the secrets themselves
 */
record InputSecrets(Set<String> names, Diagnostics known) {
    InputSecrets {
        names = Set.copyOf(names);
    }

    boolean isSecret(String name, String value) {
        return Secret.isName(name) || names.contains(name) || isIn(value);
    }

    /** Whether a text holds one. */
    boolean isIn(String text) {
        return !known.shown(text).equals(text);
    }
}
