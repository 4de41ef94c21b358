package io.drydock.remote;

import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.userauth.certificate.Certificate;
import io.drydock.remote.KnownHosts.Verdict;
import io.drydock.remote.KnownHostsFile.Entry;
import io.drydock.remote.RemoteException.Kind;
import io.drydock.template.ShellWord;
import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** Decides on the key of one host, and keeps why it was refused: sshj itself can only pass on a yes or no. */
final class HostKeyCheck implements HostKeyVerifier {
    private static final List<String> RSA_SIGNATURES = List.of("rsa-sha2-512", "rsa-sha2-256");

    private final KnownHosts known;
    private final boolean acceptNew;
    private final String host;
    private final String name;
    private volatile Optional<RemoteException> refusal = Optional.empty();
    private volatile boolean serverIsNamed;

    HostKeyCheck(KnownHosts known, boolean acceptNew, Target target) {
        this.known = known;
        this.acceptNew = acceptNew;
        this.host = target.address().toLowerCase(Locale.ROOT);
        this.name = KnownHosts.name(target.address(), target.port());
    }

    Optional<RemoteException> refusal() {
        return refusal;
    }

    /** Whether the host's keys are to be signed. */
    boolean isSigned() {
        return known.hasAuthority(name);
    }

    /** Whether the handshake came as far as that: sshj asks for algorithms once the server has identified itself. */
    boolean serverIsNamed() {
        return serverIsNamed;
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey publicKey) {
        refusal = publicKey instanceof Certificate<?> certificate
                ? refusalOf(certificate)
                : refusalOf(HostKey.of(publicKey));
        return refusal.isEmpty();
    }

    /**
     * The signature algorithms for the key types we know of this host, so that it shows us that key and not another one.
     * An RSA key signs by three names, and hosts of today refuse the one that known_hosts uses for its type.
     */
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        serverIsNamed = true;
        Stream<String> plain = known.types(name).stream()
                .flatMap(type -> type.equals("ssh-rsa") ? RSA_SIGNATURES.stream() : Stream.of(type));
        return Stream.concat(
                        plain,
                        isSigned()
                                ? SshjConfig.CERTIFICATES.stream().map(KeyAlgorithms.Factory::getName)
                                : Stream.empty())
                .toList();
    }

    /** As with ssh, a certificate of no authority that is known here is as good as the key in it. */
    private Optional<RemoteException> refusalOf(Certificate<?> certificate) {
        HostKey key = HostKey.of(certificate.getKey());
        HostCertificate shown = new HostCertificate(certificate);
        Optional<Verdict> verdict = shown.authority().flatMap(a -> known.verdict(name, key, a));
        if (verdict.isEmpty()) {
            return refusalOf(key);
        }
        if (verdict.get() instanceof Verdict.Revoked(Entry entry)) {
            return Optional.of(revoked(key, entry));
        }
        Optional<String> flaw = shown.flaw(host);
        boolean isKnown = flaw.isPresent() && known.verdict(name, key) instanceof Verdict.Trusted;
        return isKnown ? Optional.empty() : flaw.map(this::flawed);
    }

    private Optional<RemoteException> refusalOf(HostKey key) {
        try {
            Verdict verdict = acceptNew ? known.addIfUnknown(name, key) : known.verdict(name, key);
            return switch (verdict) {
                case Verdict.Trusted() -> Optional.empty();
                case Verdict.Unknown(Optional<Entry> sameKey) -> Optional.of(unknown(key, sameKey));
                case Verdict.Unsigned(Entry authority) -> Optional.of(unsigned(key, authority));
                case Verdict.Changed(Entry entry) -> Optional.of(changed(key, entry));
                case Verdict.Revoked(Entry entry) -> Optional.of(revoked(key, entry));
            };
        } catch (IOException e) {
            String message = "cannot add the host key of " + name + " to " + known.file() + ": " + FailureText.of(e);
            return Optional.of(new RemoteException(Kind.HOST_KEY_UNKNOWN, message, "", e));
        }
    }

    private RemoteException unknown(HostKey key, Optional<Entry> sameKey) {
        return new RemoteException(
                Kind.HOST_KEY_UNKNOWN,
                "the host key of " + name + " is not in " + known.files() + ": it is " + described(key)
                        + sameKey.map(e -> ", which " + place(e) + " has for another name or port")
                                .orElse(""),
                "Compare the fingerprint with the host's own, then connect once with ssh, or add the key with ssh-keyscan, or"
                        + " use --accept-new-host-keys.");
    }

    private RemoteException changed(HostKey key, Entry entry) {
        return new RemoteException(
                Kind.HOST_KEY_CHANGED,
                "the host key of " + name + " has changed: it is " + described(key) + ", but " + place(entry) + " has "
                        + described(entry.key()),
                "Someone may be answering in the host's place. If it was installed anew, remove the old key with: "
                        + "ssh-keygen -R " + ShellWord.quoted(name) + " -f "
                        + ShellWord.quoted(entry.file().toString()));
    }

    private RemoteException unsigned(HostKey key, Entry authority) {
        return new RemoteException(
                Kind.HOST_KEY_CHANGED,
                "the host key of " + name + " is to be signed by the authority of " + place(authority)
                        + ", and the host shows none that is: it is " + described(key),
                "Sign the host's key there (ssh-keygen -s AUTHORITY -h -I ID -n " + ShellWord.quoted(host)
                        + " KEY.pub) and name it as HostCertificate in its sshd_config.");
    }

    private RemoteException flawed(String why) {
        return new RemoteException(
                Kind.HOST_KEY_CHANGED,
                "the host certificate of " + name + " is not valid: " + why,
                "Give the host a new one, with '" + host + "' among its principals.");
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
