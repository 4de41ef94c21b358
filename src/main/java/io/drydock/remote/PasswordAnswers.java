package io.drydock.remote;

import io.drydock.diag.Secret;
import java.util.List;
import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;
import net.schmizz.sshj.userauth.password.Resource;

/** Keyboard-interactive authentication by a password. The first hidden prompt is answered, whatever its language. */
final class PasswordAnswers implements ChallengeResponseProvider {
    private final Secret password;
    private boolean given;

    PasswordAnswers(Secret password) {
        this.password = password;
    }

    @Override
    public List<String> getSubmethods() {
        return List.of();
    }

    @Override
    @SuppressWarnings("rawtypes") // as sshj has it
    public void init(Resource resource, String name, String instruction) {}

    @Override
    public char[] getResponse(String prompt, boolean echo) {
        if (echo || given) {
            return new char[0];
        }
        given = true;
        return password.reveal().toCharArray();
    }

    @Override
    public boolean shouldRetry() {
        return false;
    }
}
