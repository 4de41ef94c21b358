package io.drydock.run;

import io.drydock.diag.Secret;
import io.drydock.remote.Target;
import java.util.List;
import java.util.Optional;

/**
 * How to reach a host and, where something needs it, how to become root or somebody else there.
 *
 * @param secrets what is not to be seen in what the host prints
 */
public record Access(
        Target target,
        boolean become,
        String becomeUser,
        Optional<Secret> becomePassword,
        PasswordTrial trial,
        List<Secret> secrets) {
    public Access {
        secrets = List.copyOf(secrets);
    }

    /** The user to become where nothing else is said; empty: nobody. */
    Optional<String> userToBecome() {
        return become ? Optional.of(becomeUser) : Optional.empty();
    }
}
