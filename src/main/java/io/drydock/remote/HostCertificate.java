package io.drydock.remote;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SSHRuntimeException;

/** A host's key that an authority has signed, for certain names and a certain time. */
record HostCertificate(Certificate<?> certificate) {
    private static final long OF_A_HOST = 2; // by the protocol; 1 is of a user

    Optional<HostKey> authority() {
        try {
            return Optional.of(HostKey.of(certificate.getSignatureKey()));
        } catch (Buffer.BufferException e) {
            return Optional.empty();
        }
    }

    /** The reason why the certificate does not hold for a host of that name; empty when it does. */
    Optional<String> flaw(String host) {
        try {
            if (certificate.getType() != OF_A_HOST) {
                return Optional.of("it is one of a user");
            }
            if (new Buffer.PlainBuffer(certificate.getSignature()).readString().equals("ssh-rsa")) {
                return Optional.of("its authority has signed it with SHA-1");
            }
            byte[] whole = new Buffer.PlainBuffer().putPublicKey(certificate).getCompactData();
            return Optional.ofNullable(KeyType.CertUtils.verifyHostCertificate(whole, certificate, host));
        } catch (Buffer.BufferException | SSHRuntimeException e) {
            return Optional.of(FailureText.of(e));
        }
    }
}
