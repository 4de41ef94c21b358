package io.drydock.remote;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import io.drydock.remote.KnownHosts.Verdict;
import io.drydock.remote.KnownHostsFile.Entry;
import io.drydock.remote.RemoteException.Kind;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import io.drydock.template.ShellWord;
import java.io.IOException;
import java.net.InetAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** Decides on the key of one host, and keeps why it was refused: sshj itself can only pass on a yes or no. */
final class HostKeyCheck implements HostKeyVerifier {
    private static final List<String> RSA_SIGNATURES = List.of("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa");

    private final KnownHosts known;
    private final RevokedKeys revoked;
    private final HostConfig config;
    private final boolean acceptNew;
    private final boolean throughOthers;
    /** By what name certificates are for it. */
    private final String host;
    /** By what name known_hosts has it. */
    private final String name;

    private volatile Optional<RemoteException> refusal = Optional.empty();
    private volatile boolean serverIsNamed;

    /** @param acceptNew whether a host that is not known is let in, whatever its configuration says */
    HostKeyCheck(HostKeyFiles files, boolean acceptNew, Target target) throws RemoteException {
        this.config = target.config();
        this.known = files.known(config);
        this.revoked = files.revoked(config);
        this.acceptNew = (acceptNew || acceptsNew(config)) && files.takesNew(config);
        this.throughOthers =
                target.jump().isPresent() || config.value(Keyword.PROXY_COMMAND).isPresent();
        Optional<String> alias = config.value(Keyword.HOST_KEY_ALIAS).map(a -> a.toLowerCase(Locale.ROOT));
        this.host = alias.orElseGet(() -> target.address().toLowerCase(Locale.ROOT));
        this.name = alias.orElseGet(() -> KnownHosts.name(target.address(), target.port()));
    }

    /** Who asks for less than that gets this: a changed key is refused all the same. */
    private static boolean acceptsNew(HostConfig config) {
        return config.value(Keyword.STRICT_HOST_KEY_CHECKING)
                .filter(v -> List.of("accept-new", "no", "off", "false").contains(v.toLowerCase(Locale.ROOT)))
                .isPresent();
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
    public boolean verify(String address, int port, PublicKey publicKey) {
        refusal = RsaSize.flaw(publicKey, config)
                .map(this::tooSmall)
                .or(() -> publicKey instanceof Certificate<?> signed
                        ? refusalOf(signed)
                        : refusalOf(HostKey.of(publicKey)).or(() -> refusalOf(address, port, HostKey.of(publicKey))));
        return refusal.isEmpty();
    }

    /**
     * The signature algorithms for the key types we know of this host, so that it shows us that key and not another one.
     * An RSA key signs by three names, and hosts of today refuse the one that known_hosts uses for its type.
     */
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        serverIsNamed = true;
        Stream<String> plain = known.types(name).stream().flatMap(HostKeyCheck::signatures);
        Stream<String> signed = AlgorithmKind.HOST_KEY.all().stream().filter(a -> a.contains("-cert-"));
        return Stream.concat(plain, isSigned() ? signed : Stream.empty()).toList();
    }

    private static Stream<String> signatures(String keyType) {
        return keyType.equals("ssh-rsa") ? RSA_SIGNATURES.stream() : Stream.of(keyType);
    }

    /** As with ssh, a certificate of no authority that is known here is as good as the key in it. */
    private Optional<RemoteException> refusalOf(Certificate<?> certificate) {
        HostKey key = HostKey.of(certificate.getKey());
        HostCertificate shown = new HostCertificate(certificate);
        Optional<String> place = revoked.place(key).or(() -> shown.authority().flatMap(revoked::place));
        if (place.isPresent()) {
            return Optional.of(revoked(key, place.get()));
        }
        Optional<Verdict> verdict = shown.authority().flatMap(a -> known.verdict(name, key, a));
        if (verdict.isEmpty()) {
            return takesPlain(key) ? refusalOf(key) : Optional.of(plain(key));
        }
        if (verdict.get() instanceof Verdict.Revoked(Entry entry)) {
            return Optional.of(revoked(key, place(entry)));
        }
        Optional<String> flaw = shown.flaw(host, AlgorithmKind.AUTHORITY.chosen(config));
        boolean isKnown = flaw.isPresent() && takesPlain(key) && known.verdict(name, key) instanceof Verdict.Trusted;
        return isKnown ? Optional.empty() : flaw.map(this::flawed);
    }

    /** Whether the key in a certificate would be taken without it. */
    private boolean takesPlain(HostKey key) {
        return signatures(key.type()).anyMatch(AlgorithmKind.HOST_KEY.chosen(config)::contains);
    }

    /** What CheckHostIP says: the address is looked up too, and a key that is not known of it yet is added. */
    private Optional<RemoteException> refusalOf(String address, int port, HostKey key) {
        if (throughOthers || !config.yes(Keyword.CHECK_HOST_IP).orElse(false) || isSame(address)) {
            return Optional.empty();
        }
        String there = KnownHosts.name(address, port);
        Verdict verdict = known.verdict(there, key);
        if (verdict instanceof Verdict.Changed(Entry entry)) {
            return Optional.of(elsewhere(key, address, entry));
        }
        if (verdict instanceof Verdict.Revoked(Entry entry)) {
            return Optional.of(revoked(key, place(entry)));
        }
        if (verdict instanceof Verdict.Unknown) {
            addAddress(there, key);
        }
        return Optional.empty();
    }

    private void addAddress(String there, HostKey key) {
        try {
            known.addIfUnknown(there, key, hashes());
        } catch (IOException e) {
            // As with ssh, the host itself is known: that its address is not is no reason to refuse it.
        }
    }

    /** Whether the address says nothing beside the name: it is the name, or of this machine. */
    private boolean isSame(String address) {
        return address.equals(host) || InetAddress.ofLiteral(address).isLoopbackAddress();
    }

    private boolean hashes() {
        return config.yes(Keyword.HASH_KNOWN_HOSTS).orElse(false);
    }

    private Optional<RemoteException> refusalOf(HostKey key) {
        Optional<String> place = revoked.place(key);
        if (place.isPresent()) {
            return Optional.of(revoked(key, place.get()));
        }
        try {
            Verdict verdict = acceptNew ? known.addIfUnknown(name, key, hashes()) : known.verdict(name, key);
            return switch (verdict) {
                case Verdict.Trusted() -> Optional.empty();
                case Verdict.Unknown(Optional<Entry> sameKey) -> Optional.of(unknown(key, sameKey));
                case Verdict.Unsigned(Entry authority) -> Optional.of(unsigned(key, authority));
                case Verdict.Changed(Entry entry) -> Optional.of(changed(key, entry));
                case Verdict.Revoked(Entry entry) -> Optional.of(revoked(key, place(entry)));
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
                        + ShellWord.quoted(entry.file().toString())
                        + (acceptNew ? ". New keys are accepted here, and changed ones never." : ""));
    }

    private RemoteException elsewhere(HostKey key, String address, Entry entry) {
        return new RemoteException(
                Kind.HOST_KEY_CHANGED,
                "the host key of " + name + " is the right one, " + described(key) + ", but for its address " + address
                        + ' ' + place(entry) + " has " + described(entry.key()),
                "The name may lead to another host than it should (CheckHostIP is on). If the address is a new one, remove the old key with: ssh-keygen -R "
                        + ShellWord.quoted(address) + " -f "
                        + ShellWord.quoted(entry.file().toString()));
    }

    private RemoteException tooSmall(String why) {
        return new RemoteException(
                Kind.PROTOCOL,
                "the host key of " + name + " is " + why
                        + config.origin(Keyword.REQUIRED_RSA_SIZE)
                                .map(by -> " by " + by)
                                .orElse(""),
                "Give the host a larger key, or one of another type (ssh-keygen -A).");
    }

    private RemoteException plain(HostKey key) {
        return new RemoteException(
                Kind.HOST_KEY_UNKNOWN,
                "the host certificate of " + name + " is signed by no authority of " + known.files()
                        + ", and HostKeyAlgorithms takes no plain " + key.type(),
                "Add the key of its authority there, in a line that begins with @cert-authority.");
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

    private RemoteException revoked(HostKey key, String place) {
        return new RemoteException(
                Kind.HOST_KEY_CHANGED,
                "the host key of " + name + ", " + described(key) + ", is revoked by " + place,
                "Give the host a new key: whoever has the revoked one can answer in its place.");
    }

    private static String place(Entry entry) {
        return entry.file() + ":" + entry.line();
    }

    private static String described(HostKey key) {
        return key.type() + " " + key.fingerprint();
    }
}
