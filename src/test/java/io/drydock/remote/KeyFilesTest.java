package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Secret;
import io.drydock.remote.RemoteException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Private keys as ssh-keygen writes them. */
class KeyFilesTest {
    private static final Optional<Secret> NONE = Optional.empty();

    // As the Connector does: without it sshj reads these keys by other means.
    static {
        Objects.requireNonNull(SshjConfig.MACS);
    }

    @TempDir
    Path directory;

    private final KeyFiles files = new KeyFiles();

    @ParameterizedTest
    @CsvSource({
        "ed25519, RFC4716, Ed25519", "ecdsa, RFC4716, SHA256withECDSA", "rsa, RFC4716, SHA256withRSA",
        "ecdsa, PEM, SHA256withECDSA", "rsa, PEM, SHA256withRSA", "ecdsa, PKCS8, SHA256withECDSA"
    })
    void readsKeysEncryptedOrNot(String type, String format, String signature) throws Exception {
        for (String passphrase : List.of("", "open sesame")) {
            Path file = generate(type, format, passphrase);
            Optional<Secret> secret = passphrase.isEmpty() ? NONE : Optional.of(new Secret(passphrase));
            assertBelongTogether(files.load(file, secret), signature);
            if (!passphrase.isEmpty()) {
                assertRefused(
                        "cannot be decrypted: the passphrase is wrong", file, Optional.of(new Secret("open barley")));
                assertLocked(file);
            }
        }
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        assertRefused("does not exist", directory.resolve("none"), NONE);
        assertRefused("cannot be read", directory, NONE);
        assertRefused("holds no private key", Files.writeString(directory.resolve("text"), "ssh-rsa AAAA"), NONE);
        String garbage = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
        Path open = Files.writeString(directory.resolve("open"), garbage);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
        assertRefused("is open to others: its mode is 0640", open, NONE);
        Path own = Files.writeString(directory.resolve("garbage"), garbage);
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
        assertRefused("cannot be understood", own, NONE);
    }

    /** By every cipher that keys are encrypted with, those of long ago included. */
    @ParameterizedTest
    @CsvSource({
        "ed25519, chacha20-poly1305@openssh.com",
        "ecdsa, chacha20-poly1305@openssh.com",
        "rsa, chacha20-poly1305@openssh.com",
        "ed25519, aes256-gcm@openssh.com",
        "rsa, aes128-gcm@openssh.com",
        "ecdsa, aes256-cbc",
        "ed25519, aes128-ctr",
        "ed25519, 3des-cbc"
    })
    void readsKeysOfEveryCipher(String type, String cipher) throws Exception {
        Path file = Files.createTempDirectory(directory, type).resolve("id");
        keygen("-q", "-t", type, "-a", "1", "-Z", cipher, "-N", "open sesame", "-f", file.toString());
        assertOpensByItsPassphraseOnly(file, type);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa, -des3, -traditional",
        "rsa, -aes128, -traditional",
        "rsa, -aes256, -traditional",
        "rsa, -aes256, ",
        "ecdsa, -aes256, ",
        "ecdsa, -des3, -traditional"
    })
    void readsKeysThatOpensslWrites(String type, String cipher, String form) throws Exception {
        Path plain = generate(type, "PEM", "");
        Path file = plain.resolveSibling("encrypted");
        List<String> openssl = new ArrayList<>(List.of(
                "openssl",
                "pkey",
                "-in",
                plain.toString(),
                cipher,
                "-passout",
                "pass:open sesame",
                "-out",
                file.toString()));
        if (form != null) openssl.add(form);
        run(openssl);
        assertOpensByItsPassphraseOnly(file, type);
    }

    /** Three keys in one are not among what the JDK takes for PKCS #8. */
    @Test
    void saysHowToEncryptAKeyOtherwise() throws Exception {
        Path plain = generate("rsa", "PEM", "");
        Path file = plain.resolveSibling("encrypted");
        run(List.of(
                "openssl",
                "pkey",
                "-in",
                plain.toString(),
                "-des3",
                "-passout",
                "pass:open sesame",
                "-out",
                file.toString()));
        assertLocked(file);
        RemoteException e =
                assertThrows(RemoteException.class, () -> files.load(file, Optional.of(new Secret("open sesame"))));
        assertTrue(
                e.getMessage().endsWith("is encrypted in a way that is not known here")
                        && e.remedy().contains("ssh-keygen -p -Z aes256-ctr -f '" + file),
                e.getMessage());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        keygen("-q", "-p", "-Z", "aes256-ctr", "-P", "open sesame", "-N", "open sesame", "-f", file.toString());
        assertBelongTogether(new KeyFiles().load(file, Optional.of(new Secret("open sesame"))), "SHA256withRSA");
    }

    /** The file says which key of the hardware it is about, and no more. */
    @Test
    void keysOfHardwareAreLeftToTheAgent() throws Exception {
        for (SecurityKey key : List.of(SecurityKey.ed25519(), SecurityKey.ecdsa())) {
            byte[] head = new Buffer.PlainBuffer()
                    .putRawBytes("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII))
                    .putString("none")
                    .putString("none")
                    .putString("")
                    .putUInt32(1)
                    .putBytes(key.blob())
                    .putBytes(new byte[64])
                    .getCompactData();
            Path file = Files.writeString(
                    directory.resolve("sk" + key.hashCode()),
                    "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                            + Base64.getEncoder().encodeToString(head) + "\n-----END OPENSSH PRIVATE KEY-----\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            assertRefused("is that of a security key, which only an agent can use", file, NONE);
            assertEquals(PublicKeyBlob.of(key.blob()), files.publicKey(file, NONE));
        }
    }

    /** The .pub file of another key beside it is not believed where the key itself can be read. */
    @Test
    void theKeyItselfSaysWhichItIs() throws Exception {
        for (String passphrase : List.of("", "open sesame")) {
            Path file = generate("ed25519", "RFC4716", passphrase);
            PublicKeyBlob own = PublicKeyBlob.read(Path.of(file + ".pub")).orElseThrow();
            Path other = generate("ed25519", "RFC4716", "");
            Files.copy(Path.of(other + ".pub"), Path.of(file + ".pub"), StandardCopyOption.REPLACE_EXISTING);
            assertEquals(Optional.of(own), files.publicKey(file, NONE));
        }
        Path pem = generate("rsa", "PEM", "open sesame");
        assertEquals(PublicKeyBlob.read(Path.of(pem + ".pub")), files.publicKey(pem, NONE));
    }

    private void assertOpensByItsPassphraseOnly(Path file, String type) throws Exception {
        assertLocked(file);
        assertRefused("cannot be decrypted: the passphrase is wrong", file, Optional.of(new Secret("open barley")));
        assertBelongTogether(
                files.load(file, Optional.of(new Secret("open sesame"))),
                Map.of("ed25519", "Ed25519", "ecdsa", "SHA256withECDSA", "rsa", "SHA256withRSA")
                        .get(type));
    }

    private void assertLocked(Path file) {
        RemoteException e = assertThrows(RemoteException.class, () -> files.load(file, NONE));
        assertEquals(Kind.KEY_LOCKED, e.kind(), e.getMessage());
        assertTrue(
                e.getMessage().contains(file + " is encrypted and no passphrase was given")
                        && e.remedy().contains("ansible_private_key_passphrase"),
                e.getMessage());
    }

    private void assertRefused(String why, Path file, Optional<Secret> passphrase) {
        RemoteException e = assertThrows(RemoteException.class, () -> files.load(file, passphrase));
        assertEquals(why.contains("passphrase") ? Kind.KEY_LOCKED : Kind.AUTHENTICATION, e.kind());
        assertTrue(e.getMessage().contains(file + " " + why), e.getMessage());
    }

    private static void assertBelongTogether(KeyPair key, String algorithm) throws Exception {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key.getPrivate());
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(key.getPublic());
        signature.update(new byte[] {1, 2, 3});
        assertTrue(signature.verify(signed));
    }

    private Path generate(String type, String format, String passphrase) throws Exception {
        Path file = Files.createTempDirectory(directory, type).resolve("id");
        String bits = type.equals("rsa") ? "2048" : "256";
        keygen("-q", "-t", type, "-b", bits, "-m", format, "-N", passphrase, "-f", file.toString());
        return file;
    }

    private static void keygen(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ssh-keygen"));
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            Assumptions.abort("this machine has no " + command.getFirst());
            return;
        }
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }
}
