package io.drydock.remote;

import io.drydock.diag.Printable;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys to show to one host, in their order: the one that is named for it alone, then as ssh does: those of the agent that
 * ssh_config names, all others of the agent, and the files. Before each come its certificates. Servers take few tries.
 */
final class Identities {
    static final List<String> DEFAULT_KEYS =
            List.of("id_rsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk");

    private record Certificate(PublicKeyBlob blob, Path file) {}

    private final Target target;
    private final HostConfig config;
    private final Keyring keyring;
    private final List<Path> files;
    private final Optional<SshAgent> agent;
    private final List<SshAgent.Key> inAgent;
    private final List<Certificate> certificates;
    private final Map<PublicKeyBlob, Identity> offered = new LinkedHashMap<>();
    private final List<String> skipped = new ArrayList<>();

    private Identities(Target target, Keyring keyring) {
        this.target = target;
        this.config = target.config();
        this.keyring = keyring;
        this.files = files(target, keyring.sshDirectory());
        this.agent = keyring.agent(config);
        this.inAgent = agent.map(SshAgent::keys).orElse(List.of());
        this.certificates = Stream.concat(
                        config.paths(Keyword.CERTIFICATE_FILE).stream(),
                        files.stream().map(Identities::certificateOf).filter(Files::exists))
                .distinct()
                .flatMap(f -> certificate(f).stream())
                .toList();
    }

    /** @throws RemoteException when the key that is named for this host cannot be used */
    static Identities of(Target target, Keyring keyring) throws RemoteException {
        Identities identities = new Identities(target, keyring);
        agentFault(identities);
        if (target.key().isPresent() && !identities.isMissing(target.key().get()))
            identities.addNamed(target.key().get());
        identities.addAgent();
        identities.files.forEach(identities::addFile);
        return identities;
    }

    private static void agentFault(Identities identities) {
        identities.agent.map(SshAgent::fault).filter(f -> !f.isEmpty()).ifPresent(identities.skipped::add);
    }

    /**
     * The encrypted keys to ask for before hosts are called: the one that is named, those that do not show their public half, and one
     * where there is nothing else to try. For the others a host is asked first whether it takes them.
     */
    static Stream<Path> locked(Target target, Keyring keyring) {
        Identities identities = new Identities(target, keyring);
        List<Path> locked = identities.files.stream()
                .filter(keyring.files()::isEncrypted)
                .filter(f -> !identities.agentHas(f))
                .toList();
        Stream<Path> needed = locked.stream()
                .filter(f -> target.key().equals(Optional.of(f))
                        || keyring.files().publicKey(f, Optional.empty()).isEmpty());
        boolean alone =
                target.password().isEmpty() && identities.inAgent.isEmpty() && locked.containsAll(identities.files);
        return Stream.concat(needed, locked.stream().limit(alone ? 1 : 0)).distinct();
    }

    List<Identity> offered() {
        return List.copyOf(offered.values());
    }

    /** Why others are not offered. */
    List<String> skipped() {
        return List.copyOf(skipped);
    }

    private static List<Path> files(Target target, Path sshDirectory) {
        List<Path> named = Stream.concat(target.key().stream(), target.config().paths(Keyword.IDENTITY_FILE).stream())
                .distinct()
                .toList();
        return target.config().settings(Keyword.IDENTITY_FILE).isEmpty() && named.isEmpty()
                ? DEFAULT_KEYS.stream()
                        .map(sshDirectory::resolve)
                        .filter(Files::exists)
                        .toList()
                : named;
    }

    private static Path certificateOf(Path file) {
        String name = file.toString();
        return Path.of((name.endsWith(".pub") ? name.substring(0, name.length() - 4) : name) + "-cert.pub");
    }

    private Optional<Certificate> certificate(Path file) {
        Optional<PublicKeyBlob> blob =
                keyring.files().shown(file).filter(b -> b.certificate().isPresent());
        if (blob.isEmpty()) skipped.add(file + " holds no certificate");
        return blob.map(b -> new Certificate(b, file));
    }

    private Optional<PublicKeyBlob> publicKey(Path file) {
        return keyring.files().publicKey(file, target.passphrase());
    }

    private boolean agentHas(Path file) {
        Optional<PublicKeyBlob> key = publicKey(file);
        return inAgent.stream().anyMatch(k -> key.equals(Optional.of(k.blob().plain())));
    }

    private void addNamed(Path file) throws RemoteException {
        Optional<PublicKeyBlob> key = publicKey(file);
        if (agentHas(file)) addFromAgent(key);
        else if (canWait(file)) add(key.orElseThrow(), "key " + file, signer(file), true);
        else
            add(
                    PublicKeyBlob.of(
                            keyring.files().load(file, target.passphrase()).getPublic()),
                    "key " + file,
                    signer(file),
                    false);
    }

    /** Whether a person can be asked for the passphrase once a host has said that it takes the key. */
    private boolean canWait(Path file) {
        return target.passphrase().isEmpty()
                && keyring.files().isEncrypted(file)
                && publicKey(file).isPresent()
                && keyring.files().mayAsk(file)
                && target.mayAsk(keyring.dialog());
    }

    /** ssh goes on with the others, too. */
    private boolean isMissing(Path file) {
        boolean missing = Files.notExists(file) && !agentHas(file);
        if (missing) skipped.add("private key " + file + " does not exist");
        return missing;
    }

    private void addAgent() {
        for (Path file : files) addFromAgent(publicKey(file));
        for (Certificate certificate : certificates) addFromAgent(Optional.of(certificate.blob.plain()));
        if (config.yes(Keyword.IDENTITIES_ONLY).orElse(false)) return;
        inAgent.stream().filter(k -> keyring.isAccepted(k.blob())).forEach(this::add);
        inAgent.forEach(this::add);
    }

    private void addFromAgent(Optional<PublicKeyBlob> plain) {
        inAgent.stream()
                .filter(k -> plain.equals(Optional.of(k.blob().plain())))
                .forEach(this::add);
    }

    private void add(SshAgent.Key key) {
        String name = "key " + Printable.line(key.comment()) + " (" + key.blob().fingerprint() + ") of the agent";
        // Certificates are no secrets: by preference their keys sign, as with ssh.
        PublicKeyBlob signing =
                inAgent.stream().anyMatch(k -> k.blob().equals(key.blob().plain()))
                        ? key.blob().plain()
                        : key.blob();
        add(key.blob(), name, agent.orElseThrow().signer(signing), !keyring.isAccepted(key.blob()));
    }

    private void addFile(Path file) {
        try {
            if (target.key().equals(Optional.of(file)) || agentHas(file)) return;
            addNamed(file);
        } catch (RemoteException unusable) {
            skipped.add(unusable.getMessage());
        }
    }

    private void add(PublicKeyBlob key, String name, Signer signer, boolean askFirst) {
        for (Certificate certificate : certificates) {
            if (certificate.blob.plain().equals(key))
                addSuitable(new Identity("certificate " + certificate.file, certificate.blob, signer, askFirst));
        }
        addSuitable(new Identity(key.isCertificate() ? "certificate of " + name : name, key, signer, askFirst));
    }

    private void addSuitable(Identity identity) {
        Optional<String> flaw = flaw(identity.key());
        if (flaw.isEmpty()) offered.putIfAbsent(identity.key(), identity);
        else if (!offered.containsKey(identity.key())) skip(identity.name() + " " + flaw.get());
    }

    private void skip(String why) {
        if (!skipped.contains(why)) skipped.add(why);
    }

    private Optional<String> flaw(PublicKeyBlob key) {
        Optional<String> certificate = key.certificate().flatMap(c -> c.flaw(Instant.now()));
        if (certificate.isPresent()) return certificate;
        int least = RsaSize.least(config);
        Optional<Integer> bits = key.rsaBits().filter(b -> b < least);
        if (bits.isPresent())
            return bits.map(b -> "has " + b + " bits, and " + least + " are the least (RequiredRSASize)");
        return key.algorithms(UserKeyAlgorithms.of(config)).isEmpty()
                ? Optional.of("is of a kind that is not taken here: " + key.type() + " (PubkeyAcceptedAlgorithms)")
                : Optional.empty();
    }

    private Signer signer(Path file) {
        return (algorithm, data) -> {
            try {
                return KeySignature.of(
                        data,
                        keyring.files()
                                .open(file, target.passphrase(), keyring.dialog())
                                .getPrivate(),
                        algorithm);
            } catch (RemoteException e) {
                throw new IOException(e.getMessage(), e);
            }
        };
    }
}
