package io.drydock.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;

/** A security key whose hardware is this process: somebody has just touched it. */
public final class SecurityKey {
    private static final String APPLICATION = "ssh:";

    private final KeyPair pair;
    private final boolean ec;
    private final String type;

    private SecurityKey(KeyPair pair, boolean ec, String type) {
        this.pair = pair;
        this.ec = ec;
        this.type = type;
    }

    public static SecurityKey ed25519() {
        return new SecurityKey(TestServer.key("Ed25519", 255), false, "sk-ssh-ed25519@openssh.com");
    }

    public static SecurityKey ecdsa() {
        return new SecurityKey(TestServer.key("EC", 256), true, "sk-ecdsa-sha2-nistp256@openssh.com");
    }

    /** Its public half, as an agent lists it. */
    public byte[] blob() {
        try {
            Buffer.PlainBuffer plain =
                    new Buffer.PlainBuffer(PublicKeyBlob.of(pair.getPublic()).bytes());
            plain.readString();
            Buffer.PlainBuffer blob = new Buffer.PlainBuffer().putString(type);
            if (ec) blob.putBytes(plain.readBytes());
            return blob.putBytes(plain.readBytes()).putString(APPLICATION).getCompactData();
        } catch (Buffer.BufferException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path writePublic(Path file) throws IOException {
        return Files.writeString(file, type + " " + Base64.getEncoder().encodeToString(blob()) + "\n");
    }

    /** The signature for a request to an agent. */
    public byte[] sign(byte[] request) throws GeneralSecurityException, Buffer.BufferException {
        Buffer.PlainBuffer from = new Buffer.PlainBuffer(request);
        from.readByte();
        from.readBytes();
        byte[] signed = new Buffer.PlainBuffer()
                .putRawBytes(sha256(APPLICATION.getBytes()))
                .putByte((byte) 1)
                .putUInt32(7)
                .putRawBytes(sha256(from.readBytes()))
                .getCompactData();
        byte[] plain = KeySignature.of(signed, pair.getPrivate(), ec ? "ecdsa-sha2-nistp256" : "ssh-ed25519");
        Buffer.PlainBuffer signature = new Buffer.PlainBuffer(plain);
        signature.readString();
        return new Buffer.PlainBuffer()
                .putString(type)
                .putBytes(signature.readBytes())
                .putByte((byte) 1)
                .putUInt32(7)
                .getCompactData();
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
