package io.drydock.remote;

import io.drydock.diag.Secret;
import io.drydock.remote.RemoteException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuth;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPassword;

/** What a user can show to be let in: prepared before the host is called, so that a bad key costs no connection. */
final class Login {
    private static final List<String> DEFAULT_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private record Means(String name, AuthMethod method, boolean rsa) {}

    private final Target target;
    private final List<Means> means = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private Supplier<String> heard = () -> "";

    private Login(Target target) {
        this.target = target;
    }

    static Login prepare(Target target, KeyFiles files, Path sshDirectory) throws RemoteException {
        Login login = new Login(target);
        for (Path key : target.keyFiles()) {
            login.addKeys(key, files.load(key, target.passphrase()));
        }
        target.password().ifPresent(login::addPassword);
        if (target.keyFiles().isEmpty() && target.password().isEmpty()) {
            login.addDefaultKeys(files, sshDirectory);
        }
        return login;
    }

    /** The encrypted keys without which nothing could be tried. */
    static Stream<Path> keys(Target target, KeyFiles files, Path sshDirectory) {
        if (!target.keyFiles().isEmpty()) {
            return target.keyFiles().stream();
        }
        List<Path> there = target.password().isPresent()
                ? List.of()
                : DEFAULT_KEYS.stream()
                        .map(sshDirectory::resolve)
                        .filter(Files::exists)
                        .toList();
        return there.stream().allMatch(files::isEncrypted) ? there.stream().limit(1) : Stream.empty();
    }

    /** What the host has said while somebody logs in. */
    String heard() {
        return heard.get();
    }

    /** Tries each means that the host allows, once. */
    void perform(SSHClient client) throws RemoteException, SSHException {
        HeardAuth authentication = new HeardAuth(client.getTransport());
        heard = authentication::said;
        List<Means> tried = new ArrayList<>();
        for (Means each : means) {
            Collection<String> allowed = authentication.getAllowedMethods();
            if (!allowed.isEmpty() && !allowed.contains(each.method.getName())) {
                continue;
            }
            tried.add(each);
            if (succeeds(authentication, client.getConnection(), each.method)) {
                return;
            }
        }
        throw refused(tried, authentication.getAllowedMethods());
    }

    private boolean succeeds(UserAuth authentication, Connection next, AuthMethod method) throws SSHException {
        Transport transport = next.getTransport();
        try {
            return authentication.authenticate(target.user(), (Service) next, method, Integer.MAX_VALUE);
        } catch (UserAuthException e) {
            // Either the method cannot do what the host asks of it, or the connection has ended under it.
            if (e.getCause() instanceof TransportException || !transport.isRunning()) {
                throw e;
            }
            return false;
        }
    }

    private void addKeys(Path file, List<KeyProvider> keys) {
        keys.forEach(key -> means.add(new Means("key " + file, new SignedKey(key), isRsa(key))));
    }

    private static boolean isRsa(KeyProvider key) {
        try {
            return key.getType() == KeyType.RSA || key.getType() == KeyType.RSA_CERT;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it has been read
        }
    }

    private void addPassword(Secret password) {
        means.add(new Means("password", new AuthPassword(new Passphrase(Optional.of(password))), false));
        means.add(new Means("keyboard-interactive", new AuthKeyboardInteractive(new PasswordAnswers(password)), false));
    }

    private void addDefaultKeys(KeyFiles files, Path directory) throws RemoteException {
        for (String name : DEFAULT_KEYS) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                try {
                    addKeys(file, files.load(file, target.passphrase()));
                } catch (RemoteException unusable) {
                    skipped.add(unusable.getMessage());
                }
            }
        }
        if (means.isEmpty()) {
            throw nothingToTry(directory);
        }
    }

    private RemoteException nothingToTry(Path directory) {
        String why = skipped.isEmpty()
                ? "and " + directory + " has none of " + String.join(", ", DEFAULT_KEYS)
                : "and " + String.join("; ", skipped);
        return new RemoteException(
                Kind.AUTHENTICATION,
                "no key and no password for " + target.user() + "@" + target.endpoint() + ", " + why,
                "Name a key with --private-key or ansible_ssh_private_key_file.");
    }

    private RemoteException refused(List<Means> tried, Collection<String> allowed) {
        String message = target.endpoint() + " refused user " + target.user() + ": tried "
                + tried.stream().map(Means::name).collect(Collectors.joining(", "))
                + (allowed.isEmpty() ? "" : "; it accepts " + String.join(", ", allowed))
                + (skipped.isEmpty() ? "" : "; not tried: " + String.join("; ", skipped));
        String old =
                " An sshd before 7.2 takes RSA keys with SHA-1 only, which is off here, as with ssh: use an ed25519 key there.";
        return new RemoteException(
                Kind.AUTHENTICATION,
                message,
                "Check the user name, and that the key is in its ~/.ssh/authorized_keys there."
                        + (tried.stream().anyMatch(Means::rsa) ? old : ""));
    }
}
