package io.drydock.remote;

import io.drydock.remote.RemoteException.Kind;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHException;

/** What a user can show to be let in: prepared before the host is called, so that a bad key costs no connection. */
final class Login {
    /** The ways to log in that are known here. */
    enum Method {
        PUBLIC_KEY("publickey", Keyword.PUBKEY_AUTHENTICATION),
        PASSWORD("password", Keyword.PASSWORD_AUTHENTICATION),
        KEYBOARD_INTERACTIVE(Conversation.METHOD, Keyword.KBD_INTERACTIVE_AUTHENTICATION);

        private final String spelling;
        private final Keyword option;

        Method(String spelling, Keyword option) {
            this.spelling = spelling;
            this.option = option;
        }

        /** As the protocol spells it. */
        String spelling() {
            return spelling;
        }

        private static Stream<Method> of(String spelling) {
            return Arrays.stream(values()).filter(m -> m.spelling.equals(spelling));
        }
    }

    private static final int PROMPTS = 3;

    private final Target target;
    private final Keyring keyring;
    private final List<Method> methods;
    private final List<Identity> identities;
    private final List<String> skipped;
    private volatile Optional<LoginAttempt> last = Optional.empty();

    private Login(Target target, Keyring keyring) throws RemoteException {
        this.target = target;
        this.keyring = keyring;
        this.methods = methods(target);
        if (methods.contains(Method.PUBLIC_KEY)) {
            Identities keys = Identities.of(target, keyring);
            this.identities = keys.offered();
            this.skipped = keys.skipped();
        } else {
            this.identities = List.of();
            this.skipped = List.of();
        }
    }

    static Login prepare(Target target, Keyring keyring) throws RemoteException {
        Login login = new Login(target, keyring);
        if (login.identities.isEmpty() && target.password().isEmpty() && !login.mayAsk()) {
            throw login.nothingToTry();
        }
        return login;
    }

    /** As ssh_config orders them. Without that a password goes first that is given where no key is named. */
    private static List<Method> methods(Target target) {
        HostConfig config = target.config();
        boolean password = target.password().isPresent()
                && target.key().isEmpty()
                && config.settings(Keyword.IDENTITY_FILE).isEmpty();
        List<Method> usual = password
                ? List.of(Method.PASSWORD, Method.KEYBOARD_INTERACTIVE, Method.PUBLIC_KEY)
                : List.of(Method.PUBLIC_KEY, Method.PASSWORD, Method.KEYBOARD_INTERACTIVE);
        return config
                .list(Keyword.PREFERRED_AUTHENTICATIONS)
                .map(names -> names.stream().flatMap(Method::of).toList())
                .orElse(usual)
                .stream()
                .filter(m -> config.yes(m.option).orElse(true))
                .toList();
    }

    Target target() {
        return target;
    }

    List<Method> methods() {
        return methods;
    }

    List<Identity> identities() {
        return identities;
    }

    List<String> algorithms() {
        return UserKeyAlgorithms.of(target.config());
    }

    boolean mayAsk() {
        return target.mayAsk(keyring.dialog());
    }

    /** How often a person is asked for the same. */
    int prompts() {
        return target.config().number(Keyword.NUMBER_OF_PASSWORD_PROMPTS).orElse(PROMPTS);
    }

    /** Whom and where a question is about. */
    String name() {
        return "(" + target.user() + "@" + target.name() + ")";
    }

    /** What the host has said while somebody logs in. */
    String heard() {
        return last.map(LoginAttempt::said).orElse("");
    }

    /** What has been shown to the host. */
    List<String> tried() {
        return last.map(LoginAttempt::tried).orElse(List.of());
    }

    /** Whether a person was waited for while the host was, too. */
    boolean hasWaited() {
        return last.filter(LoginAttempt::hasWaited).isPresent();
    }

    /** @param deadline of the handshake, which stands still while a person is asked */
    void perform(SSHClient client, Deadline deadline) throws RemoteException, SSHException {
        LoginAttempt attempt = new LoginAttempt(this, keyring, client, deadline);
        last = Optional.of(attempt);
        if (!attempt.succeeds()) {
            throw refused(attempt);
        }
    }

    private RemoteException nothingToTry() {
        String why = skipped.isEmpty()
                ? "and " + keyring.sshDirectory() + " has none of " + String.join(", ", Identities.DEFAULT_KEYS)
                : "and " + String.join("; ", skipped);
        return new RemoteException(
                Kind.AUTHENTICATION,
                "no key and no password for " + target.user() + "@" + target.endpoint() + ", " + why,
                "Name a key with --private-key or ansible_ssh_private_key_file, add one to an agent, or have the password asked for with --ask-pass.");
    }

    private RemoteException refused(LoginAttempt attempt) {
        List<String> tried = attempt.tried();
        Collection<String> allowed = attempt.allowed();
        List<String> untried = new ArrayList<>(skipped);
        untried.addAll(attempt.notes());
        String message = target.endpoint() + " refused user " + target.user() + ": "
                + (tried.isEmpty() ? "nothing was tried" : "tried " + String.join(", ", tried))
                + (allowed.isEmpty() ? "" : "; it accepts " + String.join(", ", allowed))
                + (untried.isEmpty() ? "" : "; not tried: " + String.join("; ", untried));
        return new RemoteException(Kind.AUTHENTICATION, message, remedy(attempt));
    }

    private String remedy(LoginAttempt attempt) {
        boolean keyWanted = attempt.allowed().isEmpty() || attempt.allowed().contains(Method.PUBLIC_KEY.spelling());
        if (attempt.isUnanswered() || !keyWanted && target.password().isEmpty()) {
            return mayAsk()
                    ? "Answer its prompts, or give the password with --ask-pass or ansible_password."
                    : "Start Drydock on a terminal, where it passes on what the host asks, or give the password with --ask-pass or ansible_password.";
        }
        if (target.password().isPresent() && (identities.isEmpty() || !keyWanted)) {
            return "Check the user name and the password.";
        }
        boolean rsa = identities.stream().anyMatch(i -> i.key().isRsa());
        String old =
                " An sshd before 7.2 takes RSA keys with SHA-1 only, which is off here, as with ssh: use an ed25519 key there, or allow it for this host with PubkeyAcceptedAlgorithms +ssh-rsa.";
        return "Check the user name, and that the key is in its ~/.ssh/authorized_keys there."
                + (rsa && keyWanted ? old : "");
    }
}
