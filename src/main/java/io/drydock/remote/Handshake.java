package io.drydock.remote;

import io.drydock.remote.RemoteException.Kind;
import java.io.IOException;
import java.util.Optional;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import org.jspecify.annotations.Nullable;

/** Key exchange and authentication on a fresh connection, within one time limit. */
final class Handshake {
    private final Target target;
    private final Algorithms algorithms;
    private final TimeLimits limits;
    private final HostKeyCheck check;
    private final Login login;
    private final Wire wire;
    private final Greeting greeting;
    private final SSHClient client;
    private volatile boolean keysExchanged;

    Handshake(Algorithms algorithms, Target target, TimeLimits limits, HostKeyCheck check, Login login, Wire wire)
            throws RemoteException {
        this.algorithms = algorithms;
        this.target = target;
        this.limits = limits;
        this.check = check;
        this.login = login;
        this.wire = wire;
        this.greeting = greeting(wire, target);
        this.client = new SSHClient(SshjConfig.of(algorithms));
    }

    private static Greeting greeting(Wire wire, Target target) throws RemoteException {
        try {
            return new Greeting(wire.in());
        } catch (IOException e) {
            throw new RemoteException(
                    Kind.LOST, "lost the connection to " + target.endpoint() + ": " + FailureText.of(e), "", e);
        }
    }

    SshRemote perform() throws RemoteException {
        prepare();
        Deadline deadline = Deadline.in(limits.handshake(), wire::close);
        Deadline exchange = Deadline.in(limits.exchange(), wire::close);
        try (deadline) {
            try (exchange) {
                client.connect(WireSocket.ADDRESS, target.port());
            }
            keysExchanged = true;
            login.perform(client, deadline);
        } catch (IOException | RuntimeException e) {
            RemoteException why = explained(e, deadline.expired() || exchange.expired());
            wire.close();
            throw why;
        } catch (RemoteException e) {
            wire.close();
            throw deadline.expired() ? explained(e, true) : e;
        }
        return new SshRemote(target, wire, client, limits);
    }

    private void prepare() {
        client.setSocketFactory(new WireSocket(wire, greeting).factory());
        client.addHostKeyVerifier(check);
        client.addAlgorithmsVerifier(algorithms::allow);
        // None of sshj's own limits: ours close the connection, which ends all its waits. With a limit, whatever it is,
        // a wait for an exchange of keys fails when another follows at once, and what was to be written then is lost.
        client.getTransport().setTimeoutMs(0);
        client.getConnection().setTimeoutMs(0);
    }

    private RemoteException explained(Exception e, boolean expired) {
        if (check.refusal().isPresent()) {
            return check.refusal().get();
        }
        String host = target.endpoint();
        if (expired) {
            return tooSlow(e);
        }
        if (Thread.currentThread().isInterrupted()) {
            return new RemoteException(Kind.LOST, "interrupted", "", e);
        }
        Optional<RemoteException> fault = gaveReason(e) ? Optional.empty() : wire.fault();
        if (fault.isPresent()) {
            return fault.get();
        }
        if (keysExchanged) {
            return duringLogin(e);
        }
        if (greeting.refusal().isPresent()) {
            String remedy = "Check that it is sshd that answers on port " + target.port() + ".";
            return new RemoteException(
                    Kind.PROTOCOL,
                    host + " does not speak SSH: " + greeting.refusal().get(),
                    remedy,
                    e);
        }
        if (!check.serverIsNamed()) {
            return hungUp(e);
        }
        Optional<Disagreement> disagreement =
                greeting.offer().flatMap(o -> Disagreement.between(target.config(), algorithms, o));
        if (disagreement.isPresent()) {
            return new RemoteException(
                    Kind.PROTOCOL,
                    disagreement.get().message(host),
                    disagreement.get().remedy(),
                    e);
        }
        Kind kind = gaveReason(e) ? Kind.PROTOCOL : Kind.LOST;
        String remedy = "Look into the log of its sshd for the reason, and whether ssh itself can connect.";
        return new RemoteException(kind, "the SSH handshake with " + host + " failed: " + FailureText.of(e), remedy, e);
    }

    private RemoteException tooSlow(Exception e) {
        String within = " within " + FailureText.seconds(keysExchanged ? limits.handshake() : limits.exchange());
        String more = " To wait longer, use --timeout.";
        if (keysExchanged) {
            String message = target.endpoint() + " did not finish the authentication of " + target.user() + within
                    + ", and has not refused it";
            return new RemoteException(
                    Kind.TIMED_OUT,
                    message,
                    "Look there for what PAM waits for, such as a directory server, and at UseDNS in its sshd_config."
                            + more,
                    e);
        }
        String remedy = "Look at the host's load and memory, and whether it is sshd that has port " + target.port()
                + "." + more;
        String message = check.serverIsNamed()
                ? target.endpoint() + " did not finish the SSH handshake" + within
                : unnamed(within);
        return new RemoteException(Kind.TIMED_OUT, message, remedy, e);
    }

    private String unnamed(String within) {
        return wire.account().isEmpty()
                ? target.endpoint() + " takes connections, but did not finish the SSH handshake" + within
                        + ": it has not even named itself" + said()
                : target.endpoint() + " has not named itself" + within + ": " + wire.account() + said();
    }

    private RemoteException hungUp(Exception e) {
        String message = target.endpoint() + " hung up before the SSH handshake: " + FailureText.of(e) + said();
        String remedy = greeting.preface().contains("Not allowed at this time")
                ? "Its sshd keeps this address out for a while: see PerSourcePenalties and PerSourceMaxStartups in its sshd_config."
                : "It may have too many connections that are not logged in: raise MaxStartups in its sshd_config, or lower --forks. If not, check that it is sshd that answers on port "
                        + target.port() + ", and that it lets this address in.";
        return new RemoteException(Kind.HUNG_UP, message, remedy, e);
    }

    private String said() {
        return greeting.preface().isEmpty() ? "" : "; it said: " + greeting.preface();
    }

    private RemoteException duringLogin(Exception e) {
        // Servers hang up on those who try too often, with a reason; a lost connection has none.
        if (gaveReason(e)) {
            String message = target.endpoint() + " ended the authentication of " + target.user() + ": "
                    + FailureText.of(e) + "; tried " + login.tried().size() + ": " + String.join(", ", login.tried());
            return new RemoteException(
                    Kind.AUTHENTICATION,
                    message,
                    "Name the key for this host with --private-key or ansible_ssh_private_key_file, or in ssh_config with IdentityFile and IdentitiesOnly yes, so that no other is tried before it; or raise MaxAuthTries in its sshd_config.",
                    e);
        }
        String message = target.endpoint() + " hung up during the authentication of " + target.user()
                + ", without having refused it: " + FailureText.of(e)
                + (login.heard().isEmpty() ? "" : "; it said: " + login.heard());
        String remedy =
                "Look into its log: sshd hangs up where the account has expired, while there is an /etc/nologin, when LoginGraceTime is over, and when it fails itself.";
        return new RemoteException(Kind.LOST, message, remedy, e);
    }

    /** sshj wraps the failure that has the reason in others that have none. */
    private static boolean gaveReason(@Nullable Throwable e) {
        return e instanceof SSHException ssh
                && (ssh.getDisconnectReason() != DisconnectReason.UNKNOWN || gaveReason(e.getCause()));
    }
}
