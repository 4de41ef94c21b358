package io.drydock.remote;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.digest.Digest;
import net.schmizz.sshj.transport.digest.SHA256;
import net.schmizz.sshj.transport.digest.SHA512;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.kex.KeyExchangeBase;

/**
 * A key exchange that holds against quantum computers: the shared secret is made of one by a key encapsulation and one by
 * X25519 (draft-ietf-sshm-mlkem-hybrid-kex, and the same with sntrup761).
 */
final class HybridExchange extends KeyExchangeBase {
    private static final String X25519 = "X25519";
    private static final int X25519_BYTES = 32;

    private final Encapsulation encapsulation;
    private KeyPair classical;
    private byte[] ours;
    private Optional<BigInteger> secret = Optional.empty();

    private HybridExchange(Encapsulation encapsulation, Digest digest) {
        super(digest);
        this.encapsulation = encapsulation;
    }

    static Factory.Named<KeyExchange> mlkem768() {
        return named("mlkem768x25519-sha256", () -> new HybridExchange(new Encapsulation.MlKem768(), new SHA256()));
    }

    static Factory.Named<KeyExchange> sntrup761(String name) {
        return named(name, () -> new HybridExchange(new Encapsulation.Sntrup761(), new SHA512()));
    }

    private static Factory.Named<KeyExchange> named(String name, Factory<KeyExchange> factory) {
        return new Factory.Named<>() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public KeyExchange create() {
                return factory.create();
            }
        };
    }

    @Override
    public void init(
            Transport transport, String serverName, String clientName, byte[] serverProposal, byte[] clientProposal)
            throws GeneralSecurityException, TransportException {
        super.init(transport, serverName, clientName, serverProposal, clientProposal);
        digest.init();
        classical = KeyPairGenerator.getInstance(X25519).generateKeyPair();
        ours = joined(encapsulation.publicKey(), raw(classical.getPublic()));
        transport.write(new SSHPacket(Message.KEXDH_INIT).putBytes(ours));
    }

    @Override
    public boolean next(Message message, SSHPacket packet) throws GeneralSecurityException, TransportException {
        if (message != Message.KEXDH_31) {
            throw failed("unexpected packet " + message);
        }
        try {
            byte[] key = packet.readBytes();
            byte[] theirs = packet.readBytes();
            byte[] signature = packet.readBytes();
            hostKey = new Buffer.PlainBuffer(key).readPublicKey();
            byte[] shared = secretOf(theirs);
            Buffer.PlainBuffer exchanged = initializedBuffer()
                    .putBytes(key)
                    .putBytes(ours)
                    .putBytes(theirs)
                    .putBytes(shared);
            digest.update(exchanged.array(), exchanged.rpos(), exchanged.available());
            H = digest.digest();
            verify(signature);
            secret = Optional.of(new Octets(shared));
            return true;
        } catch (Buffer.BufferException e) {
            throw new TransportException(e);
        }
    }

    private byte[] secretOf(byte[] theirs) throws GeneralSecurityException, TransportException {
        if (theirs.length != encapsulation.ciphertextBytes() + X25519_BYTES) {
            throw failed("its share has " + theirs.length + " bytes");
        }
        byte[] quantum = encapsulation.secret(Arrays.copyOf(theirs, encapsulation.ciphertextBytes()));
        KeyAgreement agreement = KeyAgreement.getInstance(X25519);
        agreement.init(classical.getPrivate());
        agreement.doPhase(
                classicalKey(Arrays.copyOfRange(theirs, encapsulation.ciphertextBytes(), theirs.length)), true);
        byte[] both = joined(quantum, agreement.generateSecret());
        digest.update(both, 0, both.length);
        return digest.digest();
    }

    /** An encoded key is a head, which our own has too, and the key. */
    private PublicKey classicalKey(byte[] raw) throws GeneralSecurityException {
        byte[] head = classical.getPublic().getEncoded();
        byte[] encoded = joined(Arrays.copyOf(head, head.length - X25519_BYTES), raw);
        return KeyFactory.getInstance(X25519).generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - X25519_BYTES, encoded.length);
    }

    private void verify(byte[] signed) throws TransportException {
        Signature signature = trans.getHostKeyAlgorithm().newSignature();
        signature.initVerify(hostKey instanceof Certificate<?> certificate ? certificate.getKey() : hostKey);
        signature.update(H, 0, H.length);
        if (!signature.verify(signed)) {
            throw failed("the signature of its host key is wrong");
        }
    }

    private static TransportException failed(String why) {
        return new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, why);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Override
    public BigInteger getK() {
        return secret.orElseThrow();
    }

    /** sshj writes the secret as a number; in these exchanges it is a text of bytes, and this is what it is written as. */
    private static final class Octets extends BigInteger {
        private static final long serialVersionUID = 1L;
        private final byte[] bytes;

        Octets(byte[] bytes) {
            super(1, bytes);
            this.bytes = bytes.clone();
        }

        @Override
        public byte[] toByteArray() {
            return bytes.clone();
        }
    }
}
