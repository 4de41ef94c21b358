package io.drydock.run;

import io.drydock.diag.Secret;
import io.drydock.playbook.Play;
import io.drydock.remote.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach a host and, where something needs it, how to become root or somebody else there.
 *
 * @param become whether to, where nothing else is said
 * @param trial of the passwords that becoming takes
 * @param secrets what is not to be seen in what the host prints
 */
public record Access(Target target, boolean become, Ways ways, PasswordTrial trial, List<Secret> secrets) {
    public Access {
        secrets = List.copyOf(secrets);
    }

    /** A host on which the login's user does everything, unless a task says otherwise. */
    static Access asLoggedIn(Target target) {
        Ways ways = Ways.of(Become.root(io.drydock.inventory.BecomeMethod.SUDO), Map.of());
        return new Access(target, false, ways, PasswordTrial.passed(), List.of());
    }

    /** The same where programs that are run on this machine begin in a directory of it. */
    public Access in(Path directory) {
        return target.local() ? new Access(target.in(directory), become, ways, trial, secrets) : this;
    }

    /** Whom to become and how, in words, where nothing else is said; empty: nobody. */
    public Optional<String> usually() {
        return usual().map(b -> b.user() + " by " + b.method().word());
    }

    /** Whom to become where nothing else is said; empty: nobody. */
    Optional<Become> usual() {
        return become ? Optional.of(ways.usual()) : Optional.empty();
    }

    /** Whom a task becomes; empty: nobody. */
    Optional<Become> of(Play.Become asked) {
        return asked.enabled().orElse(become) ? Optional.of(ways.of(asked)) : Optional.empty();
    }
}
