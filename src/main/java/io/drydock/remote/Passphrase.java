package io.drydock.remote;

import io.drydock.diag.Secret;
import java.util.Optional;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

/** Answers once, and remembers that it was asked: only an encrypted key asks. */
final class Passphrase implements PasswordFinder {
    private final Optional<Secret> secret;
    private boolean asked;

    Passphrase(Optional<Secret> secret) {
        this.secret = secret;
    }

    boolean wasAsked() {
        return asked;
    }

    @Override
    public char[] reqPassword(Resource<?> resource) {
        asked = true;
        return secret.map(s -> s.reveal().toCharArray()).orElseGet(() -> new char[0]);
    }

    @Override
    public boolean shouldRetry(Resource<?> resource) {
        return false;
    }
}
