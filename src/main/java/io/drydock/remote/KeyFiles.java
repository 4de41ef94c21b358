package io.drydock.remote;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyFileUtil;
import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import io.drydock.diag.Secret;
import io.drydock.remote.RemoteException.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      throw unusable(file, "cannot be read: " + Words.of(e), "", e);
    }
  }

  private static KeyPair parse(Name name, String text) throws RemoteException {
    if (!text.contains("PRIVATE KEY-----")) {
      throw unusable(name.file, "holds no private key", "Name the private key, not its .pub file.", null);
    }
    Passphrase passphrase = new Passphrase(name.passphrase);
    try {
      FileKeyProvider provider = text.contains("BEGIN OPENSSH") ? new OpenSSHKeyV1KeyFile() : new PKCS8KeyFile();
      // From the text, not the file: sshj would otherwise believe a .pub file beside it, stale or not.
      provider.init(text, null, passphrase);
      return new KeyPair(provider.getPublic(), provider.getPrivate());
    } catch (IOException | RuntimeException e) {
      throw unparsable(name, passphrase, e);
    }
  }

  private static RemoteException unparsable(Name name, Passphrase passphrase, Exception e) {
    if (!passphrase.wasAsked()) {
      String remedy = "Convert it to the OpenSSH format with: ssh-keygen -p -f '" + name.file + "'";
      return unusable(name.file, "cannot be understood: " + Words.of(e), remedy, e);
    }
    return name.passphrase.isPresent()
        ? unusable(name.file, "cannot be decrypted: the passphrase is wrong", "", e)
        : unusable(name.file, "is encrypted and no passphrase was given", "", e);
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
      throw unusable(certificate, "cannot be understood: " + Words.of(e), "", e);
    }
  }

  private static RemoteException unusable(Path file, String why, String remedy, Exception cause) {
    return new RemoteException(Kind.AUTHENTICATION, "private key " + file + " " + why, remedy, cause);
  }
}
