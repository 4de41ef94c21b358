package io.drydock.remote;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KEM;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKEMExtractor;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKeyPairGenerator;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimePrivateKeyParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimePublicKeyParameters;

/** A key encapsulation for one exchange: they encapsulate a secret by our public key. */
interface Encapsulation {
    byte[] publicKey() throws GeneralSecurityException;

    int ciphertextBytes();

    byte[] secret(byte[] ciphertext) throws GeneralSecurityException;

    /** ML-KEM by the JDK. */
    final class MlKem768 implements Encapsulation {
        private static final int PUBLIC_BYTES = 1184;

        private Optional<KeyPair> keys = Optional.empty();

        @Override
        public byte[] publicKey() throws GeneralSecurityException {
            KeyPair made = KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair();
            keys = Optional.of(made);
            byte[] encoded = made.getPublic().getEncoded();
            return Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
        }

        @Override
        public int ciphertextBytes() {
            return 1088;
        }

        @Override
        public byte[] secret(byte[] ciphertext) throws GeneralSecurityException {
            return KEM.getInstance("ML-KEM")
                    .newDecapsulator(keys.orElseThrow().getPrivate())
                    .decapsulate(ciphertext)
                    .getEncoded();
        }
    }

    /** Streamlined NTRU Prime by Bouncy Castle, which need not be registered for it. */
    final class Sntrup761 implements Encapsulation {
        private Optional<AsymmetricCipherKeyPair> keys = Optional.empty();

        @Override
        public byte[] publicKey() {
            SNTRUPrimeKeyPairGenerator generator = new SNTRUPrimeKeyPairGenerator();
            generator.init(new SNTRUPrimeKeyGenerationParameters(new SecureRandom(), SNTRUPrimeParameters.sntrup761));
            AsymmetricCipherKeyPair made = generator.generateKeyPair();
            keys = Optional.of(made);
            return ((SNTRUPrimePublicKeyParameters) made.getPublic()).getEncoded();
        }

        @Override
        public int ciphertextBytes() {
            return 1039;
        }

        @Override
        public byte[] secret(byte[] ciphertext) {
            return new SNTRUPrimeKEMExtractor(
                            (SNTRUPrimePrivateKeyParameters) keys.orElseThrow().getPrivate())
                    .extractSecret(ciphertext);
        }
    }
}
