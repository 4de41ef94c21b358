package io.drydock.remote;

import java.io.IOException;

/** The private half of a key, wherever it is. */
interface Signer {
    /**
     * Signs for the time of one request; may wait for a person.
     *
     * @param algorithm the name of the protocol, such as rsa-sha2-512 or that of a certificate
     * @return the signature as the protocol writes it, which begins with its own name
     * @throws IOException when it cannot or must not sign; the message says whose fault that is
     */
    byte[] sign(String algorithm, byte[] data) throws IOException;

    /** The name that a signature bears: certificates sign as their keys do. */
    static String signatureName(String algorithm) {
        String plain = algorithm.replace(PublicKeyBlob.CERTIFICATE, "");
        return algorithm.startsWith("sk-") && !plain.endsWith("@openssh.com") ? plain + "@openssh.com" : plain;
    }
}
