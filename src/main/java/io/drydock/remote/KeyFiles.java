package io.drydock.remote;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyFileUtil;
import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import io.drydock.diag.Secret;
import io.drydock.remote.RemoteException.Kind;
import io.drydock.template.ShellWord;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import net.schmizz.sshj.userauth.keyprovider.FileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyPairWrapper;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;

/**
 * Private key files, each read and decrypted once for all connections: deriving the key of an encrypted one is slow on
 * purpose.
 */
final class KeyFiles {
    private record Name(Path file, Optional<Secret> passphrase) {}

    private sealed interface Loaded {
        record Keys(List<KeyProvider> keys) implements Loaded {}

        record Failed(RemoteException why) implements Loaded {}
    }

    private static final int ATTEMPTS = 3;
    private static final String WITHOUT =
            "Give it as ansible_private_key_passphrase, or start Drydock on a terminal, where it asks for it.";

    private final Map<Name, Loaded> loaded = new HashMap<>();

    /** The key, and before it the certificate that lies beside it as FILE-cert.pub, if there is one. */
    List<KeyProvider> load(Path file, Optional<Secret> passphrase) throws RemoteException {
        Loaded result;
        synchronized (loaded) {
            result = loaded.computeIfAbsent(new Name(file, passphrase), KeyFiles::load);
        }
        return switch (result) {
            case Loaded.Keys(List<KeyProvider> keys) -> keys;
            case Loaded.Failed(RemoteException why) ->
                throw new RemoteException(why.kind(), why.getMessage(), why.remedy(), why);
        };
    }

    /** Whether the file is a private key that only a passphrase opens. */
    boolean isEncrypted(Path file) {
        try {
            load(file, Optional.empty());
            return false;
        } catch (RemoteException e) {
            return e.kind() == Kind.KEY_LOCKED;
        }
    }

    /** Asks for the passphrase of an encrypted key, as often as ssh does; an empty answer leaves it as it is. */
    void unlock(Path file, Function<String, Optional<Secret>> ask) {
        String question = "passphrase for key " + file + ": ";
        for (int i = 0; i < ATTEMPTS && isEncrypted(file); i++) {
            Optional<Secret> answer = ask.apply(i == 0 ? question : "that is not it; " + question)
                    .filter(a -> !a.reveal().isEmpty());
            if (answer.isEmpty()) {
                return;
            }
            Loaded result = load(new Name(file, answer));
            boolean wrong = result instanceof Loaded.Failed(RemoteException why) && why.kind() == Kind.KEY_LOCKED;
            synchronized (loaded) {
                loaded.put(new Name(file, Optional.empty()), wrong ? new Loaded.Failed(mistyped(file)) : result);
            }
        }
    }

    private static RemoteException mistyped(Path file) {
        return new RemoteException(
                Kind.KEY_LOCKED,
                "private key " + file + " cannot be decrypted: no passphrase that was typed is the right one",
                "Run it again, or try the passphrase with: ssh-keygen -y -f " + ShellWord.quoted(file.toString()));
    }

    private static Loaded load(Name name) {
        try {
            KeyPair pair = parse(name, text(name.file));
            List<KeyProvider> keys = new ArrayList<>();
            certificate(name.file, pair).ifPresent(keys::add);
            keys.add(new KeyPairWrapper(pair));
            return new Loaded.Keys(List.copyOf(keys));
        } catch (RemoteException e) {
            return new Loaded.Failed(e);
        }
    }

    private static String text(Path file) throws RemoteException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unusable(file, "does not exist", "", e);
        } catch (AccessDeniedException e) {
            throw unusable(file, "cannot be read: permission denied", "", e);
        } catch (IOException e) {
            throw unusable(file, "cannot be read: " + FailureText.of(e), "", e);
        }
    }

    private static KeyPair parse(Name name, String text) throws RemoteException {
        if (!text.contains("PRIVATE KEY-----")) {
            throw unusable(name.file, "holds no private key", "Name the private key, not its .pub file.");
        }
        Passphrase passphrase = new Passphrase(name.passphrase);
        if (needsChaCha(text)) {
            BouncyCastle.register();
        }
        try {
            FileKeyProvider provider = text.contains("BEGIN OPENSSH") ? new OpenSSHKeyV1KeyFile() : new PKCS8KeyFile();
            // From the text, not the file: sshj would otherwise believe a .pub file beside it, stale or not.
            provider.init(text, null, passphrase);
            return new KeyPair(provider.getPublic(), provider.getPrivate());
        } catch (IOException | RuntimeException e) {
            throw unparsable(name, text, passphrase, e);
        }
    }

    /** Whether the head of an OpenSSH key says that ChaCha20 has encrypted it, which the JDK has in another form only. */
    private static boolean needsChaCha(String text) {
        String body = text.replaceAll("(?s)^.*?-----BEGIN OPENSSH PRIVATE KEY-----|-----END .*|\\s", "");
        try {
            String head = new String(
                    Base64.getDecoder().decode(body.substring(0, Math.min(64, body.length()))),
                    StandardCharsets.ISO_8859_1);
            return text.contains("BEGIN OPENSSH") && head.contains("chacha20-poly1305");
        } catch (IllegalArgumentException e) {
            return false; // whoever reads the key will say so
        }
    }

    private static RemoteException unparsable(Name name, String text, Passphrase passphrase, Exception e) {
        if (!passphrase.wasAsked()) {
            String remedy =
                    "Convert it to the OpenSSH format with: ssh-keygen -p -f " + ShellWord.quoted(name.file.toString());
            return unusable(name.file, "cannot be understood: " + FailureText.of(e), remedy, e);
        }
        if (name.passphrase.isPresent() && !isDecryptable(text)) {
            String remedy = "Encrypt it otherwise with: ssh-keygen -p -Z aes256-ctr -f "
                    + ShellWord.quoted(name.file.toString());
            return unusable(name.file, "is encrypted in a way that is not known here", remedy, e);
        }
        return name.passphrase.isPresent()
                ? new RemoteException(
                        Kind.KEY_LOCKED,
                        "private key " + name.file + " cannot be decrypted: the passphrase is wrong",
                        "Correct ansible_private_key_passphrase.",
                        e)
                : new RemoteException(
                        Kind.KEY_LOCKED,
                        "private key " + name.file + " is encrypted and no passphrase was given",
                        WITHOUT,
                        e);
    }

    /** Whether the JDK knows the encryption of a key in PKCS #8; that of other forms is always known. */
    private static boolean isDecryptable(String text) {
        String body = text.replaceAll("(?s)^.*?-----BEGIN ENCRYPTED PRIVATE KEY-----|-----END .*|\\s", "");
        try {
            return !text.contains("BEGIN ENCRYPTED")
                    || Cipher.getInstance(new EncryptedPrivateKeyInfo(
                                            Base64.getDecoder().decode(body))
                                    .getAlgParameters()
                                    .toString())
                            != null;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<KeyProvider> certificate(Path file, KeyPair pair) throws RemoteException {
        Path certificate = Path.of(file + "-cert.pub");
        if (!Files.exists(certificate)) {
            return Optional.empty();
        }
        try {
            var parsed = OpenSSHKeyFileUtil.initPubKey(new StringReader(Files.readString(certificate)));
            return Optional.of(new KeyPairWrapper(parsed.getPubKey(), pair.getPrivate()));
        } catch (IOException | RuntimeException e) {
            throw unusable(certificate, "cannot be understood: " + FailureText.of(e), "", e);
        }
    }

    private static RemoteException unusable(Path file, String why, String remedy, Exception cause) {
        RemoteException unusable = unusable(file, why, remedy);
        unusable.initCause(cause);
        return unusable;
    }

    private static RemoteException unusable(Path file, String why, String remedy) {
        return new RemoteException(Kind.AUTHENTICATION, "private key " + file + " " + why, remedy);
    }
}
