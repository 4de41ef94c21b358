package io.drydock.remote;

import com.hierynomus.sshj.signature.SignatureEdDSA;
import java.security.PrivateKey;
import java.util.Map;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.signature.SignatureECDSA;
import net.schmizz.sshj.signature.SignatureRSA;

/** Signatures by private keys that are in this process. */
final class KeySignature {
    private static final Map<String, Factory<Signature>> BY_NAME = Map.of(
            "ssh-ed25519", new SignatureEdDSA.Factory(),
            "ecdsa-sha2-nistp256", new SignatureECDSA.Factory256(),
            "ecdsa-sha2-nistp384", new SignatureECDSA.Factory384(),
            "ecdsa-sha2-nistp521", new SignatureECDSA.Factory521(),
            "rsa-sha2-512", new SignatureRSA.FactoryRSASHA512(),
            "rsa-sha2-256", new SignatureRSA.FactoryRSASHA256(),
            "ssh-rsa", new SignatureRSA.FactorySSHRSA());

    private KeySignature() {}

    static byte[] of(byte[] data, PrivateKey key, String algorithm) {
        String name = Signer.signatureName(algorithm);
        Signature signature =
                Optional.ofNullable(BY_NAME.get(name)).orElseThrow().create();
        signature.initSign(key);
        signature.update(data);
        byte[] encoded = signature.encode(signature.sign());
        return new Buffer.PlainBuffer().putString(name).putBytes(encoded).getCompactData();
    }
}
