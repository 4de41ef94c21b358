package io.drydock.remote;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;

/** A host's public key as known_hosts writes it. */
record HostKey(String type, String base64) {
    static HostKey of(PublicKey key) {
        byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        return new HostKey(KeyType.fromKey(key).toString(), Base64.getEncoder().encodeToString(blob));
    }

    /** Reads a key as the protocol writes it, which begins with its type. */
    static HostKey of(byte[] blob) throws Buffer.BufferException {
        return new HostKey(
                new Buffer.PlainBuffer(blob).readString(), Base64.getEncoder().encodeToString(blob));
    }

    /** @throws IllegalArgumentException when the key is no base64 */
    static HostKey parse(String type, String base64) {
        Base64.getDecoder().decode(base64);
        return new HostKey(type, base64);
    }

    /** The fingerprint as ssh prints it. */
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(base64));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
