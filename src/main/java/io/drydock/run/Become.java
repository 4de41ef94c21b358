package io.drydock.run;

import io.drydock.diag.Secret;
import io.drydock.inventory.BecomeMethod;
import java.util.List;
import java.util.Optional;

/**
 * Whom to become, and how.
 *
 * @param program the words that call it: its name or path, or several where it is reached through another one
 * @param options that are handed on to it; refused ones where only now is known whose they are
 * @param password what it may ask for
 */
record Become(
        BecomeMethod method,
        String user,
        List<String> program,
        BecomeMethod.Options options,
        Optional<Secret> password) {
    Become {
        program = List.copyOf(program);
    }

    static Become root(BecomeMethod method) {
        return new Become(method, "root", List.of(method.word()), method.options(""), Optional.empty());
    }

    Become with(Secret given) {
        return new Become(method, user, program, options, Optional.of(given));
    }
}
