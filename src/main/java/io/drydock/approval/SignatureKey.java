package io.drydock.approval;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/** The public key that a signature of OpenSSH names: PROTOCOL.sshsig of its sources says where in it. */
final class SignatureKey {
    private static final int PREAMBLE = "SSHSIG".length();

    private SignatureKey() {}

    /** In base64; empty when the text is no such signature. */
    static Optional<String> of(String armored) {
        String base64 = armored.replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            ByteBuffer blob = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            blob.position(PREAMBLE + Integer.BYTES); // after its version
            int length = blob.getInt();
            if (length < 0 || length > blob.remaining()) return Optional.empty();
            byte[] key = new byte[length];
            blob.get(key);
            return Optional.of(Base64.getEncoder().encodeToString(key));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }
}
