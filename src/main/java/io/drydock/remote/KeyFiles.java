package io.drydock.remote;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import io.drydock.diag.Printable;
import io.drydock.diag.Secret;
import io.drydock.remote.RemoteException.Kind;
import io.drydock.template.ShellWord;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import net.schmizz.sshj.userauth.keyprovider.FileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;

/**
 * Private key files, each read and decrypted once for all connections: deriving the key of an encrypted one is slow on
 * purpose.
 */
final class KeyFiles {
    private record Name(Path file, Optional<Secret> passphrase) {}

    private sealed interface Loaded {
        record Opened(KeyPair pair) implements Loaded {}

        record Failed(RemoteException why) implements Loaded {}
    }

    private static final int ATTEMPTS = 3;
    private static final String WITHOUT =
            "Give it as ansible_private_key_passphrase, or start Drydock on a terminal, where it asks for it.";

    private final Map<Name, Loaded> loaded = new HashMap<>();
    private final Map<Path, Optional<PublicKeyBlob>> shown = new ConcurrentHashMap<>();
    private final Set<Path> refused = ConcurrentHashMap.newKeySet();
    private final ReentrantLock asking = new ReentrantLock();

    KeyPair load(Path file, Optional<Secret> passphrase) throws RemoteException {
        Loaded result;
        synchronized (loaded) {
            result = loaded.computeIfAbsent(new Name(file, passphrase), KeyFiles::load);
        }
        return switch (result) {
            case Loaded.Opened(KeyPair pair) -> pair;
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

    /**
     * The public half, which an encrypted key may show too: in its own file, if that has the form of OpenSSH, or in the .pub file beside
     * it. A file that is a public key is one.
     */
    Optional<PublicKeyBlob> publicKey(Path file, Optional<Secret> passphrase) {
        try {
            return Optional.of(PublicKeyBlob.of(load(file, passphrase).getPublic()));
        } catch (RemoteException e) {
            return shown(file).or(() -> shown(Path.of(file + ".pub")));
        }
    }

    /** The public key, or certificate, that a file shows to everybody who can read it. */
    Optional<PublicKeyBlob> shown(Path file) {
        return shown.computeIfAbsent(
                file, f -> KeyHead.read(f).flatMap(KeyHead::publicKey).or(() -> PublicKeyBlob.read(f)));
    }

    /**
     * Asks for the passphrase of an encrypted key, as often as ssh does; an empty answer leaves it as it is, and is not asked for
     * again. Whoever comes meanwhile waits for the answer.
     */
    void unlock(Path file, Dialog dialog) {
        try {
            asking.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (!refused.contains(file)) ask(file, dialog);
        } finally {
            asking.unlock();
        }
    }

    /** Whether nobody has declined to open the key. */
    boolean mayAsk(Path file) {
        return !refused.contains(file);
    }

    /** The key, for which somebody is asked for the passphrase if that is all that is missing. */
    KeyPair open(Path file, Optional<Secret> passphrase, Dialog dialog) throws RemoteException {
        if (passphrase.isEmpty() && isEncrypted(file)) unlock(file, dialog);
        return load(file, passphrase);
    }

    private void ask(Path file, Dialog dialog) {
        String question = "passphrase for key " + Printable.line(file.toString()) + ": ";
        for (int i = 0; i < ATTEMPTS && isEncrypted(file); i++) {
            Optional<Secret> answer = dialog.ask(i == 0 ? question : "that is not it; " + question, false)
                    .filter(a -> !a.reveal().isEmpty());
            if (answer.isEmpty()) {
                refused.add(file);
                return;
            }
            Loaded result = load(new Name(file, answer));
            boolean wrong = result instanceof Loaded.Failed(RemoteException why) && why.kind() == Kind.KEY_LOCKED;
            synchronized (loaded) {
                loaded.put(new Name(file, Optional.empty()), wrong ? new Loaded.Failed(mistyped(file)) : result);
            }
        }
        if (isEncrypted(file)) refused.add(file);
    }

    private static RemoteException mistyped(Path file) {
        return new RemoteException(
                Kind.KEY_LOCKED,
                "private key " + file + " cannot be decrypted: no passphrase that was typed is the right one",
                "Run it again, or try the passphrase with: ssh-keygen -y -f " + ShellWord.quoted(file.toString()));
    }

    private static Loaded load(Name name) {
        try {
            String text = text(name.file);
            checkPrivate(name.file);
            return new Loaded.Opened(parse(name, text));
        } catch (RemoteException e) {
            return new Loaded.Failed(e);
        }
    }

    private static String text(Path file) throws RemoteException {
        try {
            String text = Files.readString(file);
            if (text.contains("PRIVATE KEY-----")) return text;
            throw unusable(file, "holds no private key", "Name the private key, or add it to an agent: ssh-add.");
        } catch (NoSuchFileException e) {
            throw unusable(file, "does not exist", "", e);
        } catch (AccessDeniedException e) {
            throw unusable(file, "cannot be read: permission denied", "", e);
        } catch (IOException e) {
            throw unusable(file, "cannot be read: " + FailureText.of(e), "", e);
        }
    }

    /** As ssh does: a key of one's own that others can read is not a secret. */
    private static void checkPrivate(Path file) throws RemoteException {
        try {
            int mode = (Integer) Files.getAttribute(file, "unix:mode") & 0777;
            boolean own =
                    Files.getAttribute(file, "unix:uid").equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
            if (own && (mode & 077) != 0) {
                String remedy = "Run: chmod 600 " + ShellWord.quoted(file.toString());
                throw unusable(file, String.format("is open to others: its mode is %04o", mode), remedy);
            }
        } catch (IOException | UnsupportedOperationException e) {
            return; // a file system without owners
        }
    }

    private static KeyPair parse(Name name, String text) throws RemoteException {
        Passphrase passphrase = new Passphrase(name.passphrase);
        Optional<KeyHead> head = KeyHead.of(text);
        if (head.filter(h -> h.cipher().startsWith("chacha20")).isPresent()) {
            BouncyCastle.register(); // the JDK has it in another form only
        }
        if (head.flatMap(KeyHead::publicKey)
                .filter(PublicKeyBlob::isOfSecurityKey)
                .isPresent()) {
            String remedy = "Add it to an agent: ssh-add " + ShellWord.quoted(name.file.toString());
            throw unusable(name.file, "is that of a security key, which only an agent can use", remedy);
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

    private static RemoteException unusable(Path file, String why, String remedy, Exception cause) {
        RemoteException unusable = unusable(file, why, remedy);
        unusable.initCause(cause);
        return unusable;
    }

    private static RemoteException unusable(Path file, String why, String remedy) {
        return new RemoteException(Kind.AUTHENTICATION, "private key " + file + " " + why, remedy);
    }
}
