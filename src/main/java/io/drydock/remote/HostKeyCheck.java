package io.drydock.remote;

import io.drydock.remote.KnownHosts.Verdict;
import io.drydock.remote.KnownHostsFile.Entry;
import io.drydock.remote.RemoteException.Kind;
import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** Decides on the key of one host, and keeps why it was refused: sshj itself can only pass on a yes or no. */
final class HostKeyCheck implements HostKeyVerifier {
  private static final List<String> RSA_SIGNATURES = List.of("rsa-sha2-512", "rsa-sha2-256");

  private final KnownHosts known;
  private final boolean acceptNew;
  private final String name;
  private volatile Optional<RemoteException> refusal = Optional.empty();
  private volatile boolean serverIsNamed;

  HostKeyCheck(KnownHosts known, boolean acceptNew, Target target) {
    this.known = known;
    this.acceptNew = acceptNew;
    this.name = KnownHosts.name(target.address(), target.port());
  }

  Optional<RemoteException> refusal() {
    return refusal;
  }

  /** Whether the handshake came as far as that: sshj asks for algorithms once the server has identified itself. */
  boolean serverIsNamed() {
    return serverIsNamed;
  }

  @Override
  public boolean verify(String hostname, int port, PublicKey publicKey) {
    refusal = refusalOf(HostKey.of(publicKey));
    return refusal.isEmpty();
  }

  /**
   * The signature algorithms for the key types we know of this host, so that it shows us that key and not another one.
   * An RSA key signs by three names, and hosts of today refuse the one that known_hosts uses for its type.
   */
  @Override
  public List<String> findExistingAlgorithms(String hostname, int port) {
    serverIsNamed = true;
    return known.types(name).stream()
        .flatMap(type -> type.equals("ssh-rsa") ? RSA_SIGNATURES.stream() : List.of(type).stream())
        .toList();
  }

  private Optional<RemoteException> refusalOf(HostKey key) {
    try {
      Verdict verdict = acceptNew ? known.addIfUnknown(name, key) : known.verdict(name, key);
      return switch (verdict) {
        case Verdict.Trusted() -> Optional.empty();
        case Verdict.Unknown() -> Optional.of(unknown(key));
        case Verdict.Changed(Entry entry) -> Optional.of(changed(key, entry));
        case Verdict.Revoked(Entry entry) -> Optional.of(revoked(key, entry));
      };
    } catch (IOException e) {
      String message = "cannot add the host key of " + name + " to " + known.file() + ": " + Words.of(e);
      return Optional.of(new RemoteException(Kind.HOST_KEY_UNKNOWN, message, "", e));
    }
  }

  private RemoteException unknown(HostKey key) {
    return new RemoteException(
        Kind.HOST_KEY_UNKNOWN,
        "the host key of " + name + " is not in " + known.files() + ": it is " + described(key),
        "Compare the fingerprint with the host's own, then connect once with ssh, or add the key with ssh-keyscan, or"
            + " use --accept-new-host-keys.");
  }

  private RemoteException changed(HostKey key, Entry entry) {
    return new RemoteException(
        Kind.HOST_KEY_CHANGED,
        "the host key of " + name + " has changed: it is " + described(key) + ", but " + place(entry) + " has "
            + described(entry.key()),
        "Someone may be answering in the host's place. If it was installed anew, remove the old key with: "
            + "ssh-keygen -R '" + name + "' -f '" + entry.file() + "'");
  }

  private RemoteException revoked(HostKey key, Entry entry) {
    return new RemoteException(
        Kind.HOST_KEY_CHANGED,
        "the host key of " + name + ", " + described(key) + ", is revoked by " + place(entry),
        "Give the host a new key: whoever has the revoked one can answer in its place.");
  }

  private static String place(Entry entry) {
    return entry.file() + ":" + entry.line();
  }

  private static String described(HostKey key) {
    return key.type() + " " + key.fingerprint();
  }
}
