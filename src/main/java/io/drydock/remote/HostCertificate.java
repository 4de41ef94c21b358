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
  /** The signatures of hosts that show certificates. */
  static final List<String> ALGORITHMS = List.of("ssh-ed25519-cert-v01@openssh.com", "ecdsa-sha2-nistp256-cert-v01@openssh.com",
      "ecdsa-sha2-nistp384-cert-v01@openssh.com", "ecdsa-sha2-nistp521-cert-v01@openssh.com", "rsa-sha2-512-cert-v01@openssh.com",
      "rsa-sha2-256-cert-v01@openssh.com");

  Optional<HostKey> authority() {
    try {
      return Optional.of(HostKey.of(certificate.getSignatureKey()));
    } catch (Buffer.BufferException e) {
      return Optional.empty();
    }
  }

  /** What is wrong with it for a host of that name. */
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
      return Optional.of(Words.of(e));
    }
  }
}
