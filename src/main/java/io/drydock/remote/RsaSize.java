package io.drydock.remote;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.security.Key;
import java.security.interfaces.RSAKey;
import java.util.Optional;

/** How large RSA keys must be, of hosts and of users. */
final class RsaSize {
    private static final int USUAL = 1024; // bits, of OpenSSH

    private RsaSize() {}

    /** In bits. */
    static int least(HostConfig config) {
        return config.number(Keyword.REQUIRED_RSA_SIZE).orElse(USUAL);
    }

    /** Why a key is too small for a host's RequiredRSASize; empty for one that is not, or is no RSA key. */
    static Optional<String> flaw(Key key, HostConfig config) {
        Key plain = key instanceof Certificate<?> certificate ? certificate.getKey() : key;
        int least = least(config);
        return plain instanceof RSAKey rsa && rsa.getModulus().bitLength() < least
                ? Optional.of(
                        "an RSA key of " + rsa.getModulus().bitLength() + " bits, and RequiredRSASize is " + least)
                : Optional.empty();
    }
}
