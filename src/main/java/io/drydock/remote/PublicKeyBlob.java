package io.drydock.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;

/**
 * The public half of a user's key as the protocol writes it; that of a certificate holds what the authority says besides.
 * Kinds of keys that nothing here can compute, those of security keys, are told apart all the same.
 */
record PublicKeyBlob(String type, String base64) {
    /** What the names of certificates, and of algorithms that sign by them, end with. */
    static final String CERTIFICATE = "-cert-v01@openssh.com";

    static PublicKeyBlob of(PublicKey key) {
        return of(new Buffer.PlainBuffer().putPublicKey(key).getCompactData()).orElseThrow();
    }

    /** Empty where the bytes are no key. */
    static Optional<PublicKeyBlob> of(byte[] blob) {
        try {
            String type = new Buffer.PlainBuffer(blob).readString();
            return Optional.of(new PublicKeyBlob(type, Base64.getEncoder().encodeToString(blob)));
        } catch (Buffer.BufferException e) {
            return Optional.empty();
        }
    }

    /** The first key of a .pub file; empty where the file has none, or cannot be read. */
    static Optional<PublicKeyBlob> read(Path file) {
        try {
            return Files.readString(file).lines().flatMap(l -> line(l).stream()).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<PublicKeyBlob> line(String line) {
        String[] words = line.strip().split("\\s+");
        try {
            return words.length < 2
                    ? Optional.empty()
                    : of(Base64.getDecoder().decode(words[1])).filter(key -> key.type.equals(words[0]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    boolean isCertificate() {
        return type.endsWith(CERTIFICATE);
    }

    boolean isRsa() {
        return type.equals("ssh-rsa") || type.equals("ssh-rsa" + CERTIFICATE);
    }

    /** Whether its private half is in a piece of hardware that wants to be touched. */
    boolean isOfSecurityKey() {
        return type.startsWith("sk-");
    }

    /** As ssh prints it: of a certificate it is that of the key in it. */
    String fingerprint() {
        return new HostKey(type, plain().base64).fingerprint();
    }

    /** The key that a certificate certifies; any other key itself. */
    PublicKeyBlob plain() {
        return certificate().map(UserCertificate::key).orElse(this);
    }

    /** What the certificate says; empty where this is none, or one that is not understood. */
    Optional<UserCertificate> certificate() {
        return isCertificate() ? UserCertificate.parse(this) : Optional.empty();
    }

    /** The size of an RSA key; empty for all others. */
    Optional<Integer> rsaBits() {
        try {
            Buffer.PlainBuffer key = new Buffer.PlainBuffer(plain().bytes());
            if (!key.readString().equals("ssh-rsa")) return Optional.empty();
            key.readMPInt();
            return Optional.of(key.readMPInt().bitLength());
        } catch (Buffer.BufferException e) {
            return Optional.empty();
        }
    }

    /** The algorithms it can sign with, of those that are accepted here and in their order. */
    List<String> algorithms(List<String> accepted) {
        return accepted.stream().filter(this::canSignWith).toList();
    }

    private boolean canSignWith(String algorithm) {
        return isRsa()
                ? algorithm.startsWith("rsa-sha2-") && algorithm.endsWith(CERTIFICATE) == isCertificate()
                        || algorithm.equals(type)
                : algorithm.equals(type);
    }
}
