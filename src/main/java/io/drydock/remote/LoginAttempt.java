package io.drydock.remote;

import io.drydock.diag.Secret;
import io.drydock.remote.HeardAuth.Answer;
import io.drydock.remote.Login.Method;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;

/** What is shown to a host on one connection, by the methods that it allows. */
final class LoginAttempt {
    /** Of methods that a host wants one after the other. */
    private static final int MOST_STEPS = 8;

    /** The least time that a host waits for somebody to log in. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Offer(Identity identity, String algorithm) {}

    private final Login login;
    private final Keyring keyring;
    private final Deadline deadline;
    private final HeardAuth authentication;
    private final Set<String> tried = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<PublicKeyBlob> used = new LinkedHashSet<>();
    private boolean halfway;
    private boolean unanswered;
    private long since;
    private volatile boolean waited;

    /** @param deadline stands still while a person is asked */
    LoginAttempt(Login login, Keyring keyring, SSHClient client, Deadline deadline) {
        this.login = login;
        this.keyring = keyring;
        this.deadline = deadline;
        this.authentication =
                new HeardAuth(client.getTransport(), login.target().user(), (Service) client.getConnection());
    }

    String said() {
        return authentication.said();
    }

    /** What has been shown, in its order. */
    synchronized List<String> tried() {
        return List.copyOf(tried);
    }

    /** Why something was not shown. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Whether the host has asked what nobody has answered. */
    boolean isUnanswered() {
        return unanswered;
    }

    Collection<String> allowed() {
        return authentication.getAllowedMethods();
    }

    /** Whether a person was waited for: for longer than a host may have the patience for. */
    boolean hasWaited() {
        return waited;
    }

    /** Tries each means that the host allows, once, and after one that was right but not enough, the others again. */
    boolean succeeds() throws SSHException {
        for (int i = 0; i < MOST_STEPS; i++) {
            Answer answer = step();
            if (answer instanceof Answer.Success) return true;
            if (!halfway(answer)) return false;
        }
        return false;
    }

    private boolean halfway(Answer answer) {
        boolean partial = answer instanceof Answer.Refused(boolean p) && p;
        halfway |= partial;
        return partial;
    }

    private Answer step() throws SSHException {
        for (Method method : login.methods()) {
            if (!isAllowed(method)) continue;
            Answer answer = switch (method) {
                case PUBLIC_KEY -> byKeys();
                case PASSWORD -> byPassword();
                case KEYBOARD_INTERACTIVE -> byConversation();
            };
            if (ends(answer)) return answer;
        }
        return new Answer.Refused(false);
    }

    private static boolean ends(Answer answer) {
        return answer instanceof Answer.Success || answer instanceof Answer.Refused(boolean partial) && partial;
    }

    /** What is allowed is known after the first try only. */
    private boolean isAllowed(Method method) {
        return allowed().isEmpty() || allowed().contains(method.spelling());
    }

    private void trying(String what) {
        synchronized (this) {
            tried.add(what);
        }
    }

    private Answer byKeys() throws SSHException {
        Answer answer = new Answer.Refused(false);
        for (Offer offer : offers()) {
            if (!isAllowed(Method.PUBLIC_KEY)) break;
            answer = show(offer);
            if (ends(answer)) {
                used.add(offer.identity.key());
                keyring.accept(offer.identity.key());
                return answer;
            }
        }
        return answer;
    }

    /** Each key by the algorithm that is preferred; those that have another come again at the end, as each costs a try. */
    private List<Offer> offers() {
        List<Offer> first = new ArrayList<>();
        List<Offer> again = new ArrayList<>();
        for (Identity identity : login.identities()) {
            if (used.contains(identity.key())) continue;
            List<String> algorithms = identity.key().algorithms(login.algorithms());
            first.add(new Offer(identity, algorithms.getFirst()));
            algorithms.stream().skip(1).forEach(a -> again.add(new Offer(identity, a)));
        }
        first.addAll(again);
        return first;
    }

    private Answer show(Offer offer) throws SSHException {
        Identity identity = offer.identity;
        trying(identity.name());
        if (identity.askFirst() && !keyring.isAccepted(identity.key())) {
            Answer answer = authentication.ask(Method.PUBLIC_KEY.spelling(), p -> putKey(p.putBoolean(false), offer));
            if (!(answer instanceof Answer.Asked)) return answer;
        }
        SSHPacket request =
                putKey(authentication.request(Method.PUBLIC_KEY.spelling()).putBoolean(true), offer);
        Optional<byte[]> signature = signature(offer, request);
        return signature.isPresent()
                ? authentication.send(Method.PUBLIC_KEY.spelling(), request.putBytes(signature.get()))
                : new Answer.Refused(false);
    }

    private static SSHPacket putKey(SSHPacket packet, Offer offer) {
        return packet.putString(offer.algorithm).putBytes(offer.identity.key().bytes());
    }

    private Optional<byte[]> signature(Offer offer, SSHPacket request) {
        byte[] data = new Buffer.PlainBuffer()
                .putBytes(authentication.sessionId())
                .putBuffer(request)
                .getCompactData();
        pause(offer.identity.askFirst());
        try {
            return Optional.of(offer.identity.signer().sign(offer.algorithm, data));
        } catch (IOException e) {
            notes.add(offer.identity.name() + " was taken, but not signed with: " + FailureText.of(e));
            return Optional.empty();
        } finally {
            goOn(offer.identity.askFirst());
        }
    }

    private Answer byPassword() throws SSHException {
        Optional<Secret> known = login.target().password();
        if (known.isPresent()) return give(known.get());
        Answer answer = new Answer.Refused(false);
        for (int i = 0; i < login.prompts() && !ends(answer) && mayAsk() && isAllowed(Method.PASSWORD); i++) {
            Optional<Secret> typed = ask("password: ", false);
            if (typed.isEmpty()) return answer;
            answer = give(typed.get());
        }
        return answer;
    }

    private Answer give(Secret password) throws SSHException {
        trying("password");
        Answer answer = authentication.ask(
                Method.PASSWORD.spelling(),
                p -> p.putBoolean(false).putSensitiveString(password.reveal().toCharArray()));
        if (!(answer instanceof Answer.Asked)) return answer;
        notes.add("it says that the password has expired, and wants a new one");
        return new Answer.Refused(false);
    }

    private Answer byConversation() throws SSHException {
        Optional<Secret> known = login.target().password();
        Answer answer = new Answer.Refused(false);
        for (int i = 0; i < login.prompts() && (i == 0 && known.isPresent() || mayAsk()); i++) {
            trying(Conversation.METHOD);
            Conversation conversation = new Conversation(authentication, known, this::ask);
            answer = conversation.hold();
            if (ends(answer) || !isAllowed(Method.KEYBOARD_INTERACTIVE)) return answer;
            if (!conversation.unanswered().isEmpty()) {
                notes.add("nobody has answered its prompt: " + conversation.unanswered());
                unanswered = true;
                return answer;
            }
        }
        return answer;
    }

    /** Where a key could have let us in, and has not, a person is not asked host by host for what the inventory should say. */
    private boolean mayAsk() {
        boolean byKey = !login.identities().isEmpty() && isAllowed(Method.PUBLIC_KEY);
        return login.mayAsk() && (halfway || login.target().password().isPresent() || !byKey);
    }

    private Optional<Secret> ask(String question, boolean echo) {
        if (!mayAsk()) return Optional.empty();
        pause(true);
        try {
            return keyring.dialog().ask(login.name() + " " + question, echo);
        } finally {
            goOn(true);
        }
    }

    private void pause(boolean forPerson) {
        if (!forPerson) return;
        since = System.nanoTime();
        deadline.suspend();
    }

    private void goOn(boolean forPerson) {
        if (!forPerson) return;
        deadline.resume();
        waited |= System.nanoTime() - since > PATIENCE.toNanos();
    }
}
