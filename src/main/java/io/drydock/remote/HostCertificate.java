package io.drydock.remote;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.util.List;
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

    /**
     * The reason why the certificate does not hold for a host of that name; empty when it does. As with ssh, a principal is a name
     * and no pattern, one without principals is for any host, and there is no option of a host's that would have to be understood.
     *
     * @param signatures by which an authority may sign
     */
    Optional<String> flaw(String host, List<String> signatures) {
        try {
            if (certificate.getType() != OF_A_HOST) {
                return Optional.of("it is one of a user");
            }
            String signature = new Buffer.PlainBuffer(certificate.getSignature()).readString();
            if (!signatures.contains(signature)) {
                return Optional.of("its authority has signed it by " + signature + ", which is not among "
                        + AlgorithmKind.AUTHORITY.keyword().spelling());
            }
            if (!certificate.getCritOptions().isEmpty()) {
                return Optional.of("it has options that are not understood: "
                        + String.join(", ", certificate.getCritOptions().keySet()));
            }
            List<String> names = certificate.getValidPrincipals();
            if (!names.isEmpty() && !names.contains(host)) {
                return Optional.of("it is for " + String.join(", ", names) + ", and not for " + host);
            }
            byte[] whole = new Buffer.PlainBuffer().putPublicKey(certificate).getCompactData();
            return Optional.ofNullable(KeyType.CertUtils.verifyHostCertificate(whole, certificate, host));
        } catch (Buffer.BufferException | SSHRuntimeException e) {
            return Optional.of(FailureText.of(e));
        }
    }
}
