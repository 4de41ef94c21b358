package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Secret;
import io.drydock.remote.RemoteException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Private keys as ssh-keygen writes them. */
class KeyFilesTest {
  private static final Optional<Secret> NONE = Optional.empty();

  /** As the Connector does: without it sshj reads these keys by other means. */
  private static final Object CONFIG = SshConfig.SHARED;

  @TempDir Path directory;
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
      List<KeyProvider> keys = files.load(file, secret);
      assertEquals(1, keys.size());
      assertBelongTogether(keys.getFirst(), signature);
      if (!passphrase.isEmpty()) {
        assertRefused("cannot be decrypted: the passphrase is wrong", file, Optional.of(new Secret("open barley")));
        assertRefused("is encrypted and no passphrase was given", file, NONE);
      }
    }
  }

  @Test
  void certificateBesideTheKeyIsOfferedFirst() throws Exception {
    Path authority = generate("ed25519", "RFC4716", "");
    Path file = generate("ed25519", "RFC4716", "");
    keygen("-q", "-s", authority.toString(), "-I", "me", "-n", "root", file + ".pub");
    List<KeyProvider> keys = files.load(file, NONE);
    assertEquals("ssh-ed25519-cert-v01@openssh.com", keys.get(0).getType().toString());
    assertEquals("ssh-ed25519", keys.get(1).getType().toString());
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    assertRefused("does not exist", directory.resolve("none"), NONE);
    assertRefused("cannot be read", directory, NONE);
    assertRefused("holds no private key", Files.writeString(directory.resolve("text"), "ssh-rsa AAAA"), NONE);
    String garbage = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    assertRefused("cannot be understood", Files.writeString(directory.resolve("garbage"), garbage), NONE);
  }

  private void assertRefused(String why, Path file, Optional<Secret> passphrase) {
    RemoteException e = assertThrows(RemoteException.class, () -> files.load(file, passphrase));
    assertEquals(Kind.AUTHENTICATION, e.kind());
    assertTrue(e.getMessage().contains(file + " " + why), e.getMessage());
  }

  private static void assertBelongTogether(KeyProvider key, String algorithm) throws Exception {
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
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException missing) {
      Assumptions.abort("this machine has no ssh-keygen");
      return;
    }
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
  }
}
