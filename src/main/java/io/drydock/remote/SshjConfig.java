package io.drydock.remote;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.ChachaPolyCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.mac.Macs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.signature.SignatureRSA;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.mac.MAC;
import net.schmizz.sshj.transport.random.JCERandom;
import net.schmizz.sshj.transport.random.SingletonRandomFactory;

/**
 * The sshj configurations, shared by all connections. What the JDK itself provides comes first: Bouncy
 * Castle is only loaded for a host that takes nothing else, and sshj's default configuration, which tries out 33 ciphers
 * at start, is not used.
 */
final class SshjConfig {
    static {
        // Before any other use of sshj, which would otherwise register Bouncy Castle.
        SecurityUtils.setRegisterBouncyCastle(false);
        EcdsaProvider.register();
    }

    private static final List<KeyAlgorithms.Factory> PLAIN = List.of(
            KeyAlgorithms.EdDSA25519(),
            KeyAlgorithms.ECDSASHANistp256(),
            KeyAlgorithms.ECDSASHANistp384(),
            KeyAlgorithms.ECDSASHANistp521(),
            KeyAlgorithms.RSASHA512(),
            KeyAlgorithms.RSASHA256());

    static final List<KeyAlgorithms.Factory> CERTIFICATES = List.of(
            KeyAlgorithms.EdDSA25519CertV01(),
            KeyAlgorithms.ECDSASHANistp256CertV01(),
            KeyAlgorithms.ECDSASHANistp384CertV01(),
            KeyAlgorithms.ECDSASHANistp521CertV01(),
            new KeyAlgorithms.Factory(
                    "rsa-sha2-512-cert-v01@openssh.com", new SignatureRSA.FactoryRSASHA512(), KeyType.RSA_CERT),
            new KeyAlgorithms.Factory(
                    "rsa-sha2-256-cert-v01@openssh.com", new SignatureRSA.FactoryRSASHA256(), KeyType.RSA_CERT));

    /** Certificates come last: a host that has a plain key too then shows that, and users can still log in with theirs. */
    static final Config SHARED = create(PLAIN, CERTIFICATES);

    /** For hosts whose keys are to be signed: what they have in known_hosts besides, from before, is asked for last. */
    static final Config SIGNED = create(CERTIFICATES, PLAIN);

    private SshjConfig() {}

    private static Config create(List<KeyAlgorithms.Factory> first, List<KeyAlgorithms.Factory> last) {
        ConfigImpl config = new ConfigImpl();
        config.setLoggerFactory(LoggerFactory.DEFAULT);
        config.setVersion("Drydock");
        config.setRandomFactory(new SingletonRandomFactory(new JCERandom.Factory()));
        // Fast first. What OpenSSH's client leaves out stays out: no signature and no key exchange that rests on SHA-1.
        config.setKeyExchangeFactories(paced(List.of(
                new Curve25519SHA256.Factory(),
                new Curve25519SHA256.FactoryLibSsh(),
                new ECDHNistP.Factory256(),
                new ECDHNistP.Factory384(),
                new ECDHNistP.Factory521(),
                new GroupExchange.Maker(),
                DHGroups.Group16SHA512(),
                DHGroups.Group18SHA512(),
                DHGroups.Group14SHA256(),
                // Last, as they cost most: for hosts that take nothing else.
                HybridExchange.mlkem768(),
                HybridExchange.sntrup761("sntrup761x25519-sha512"),
                HybridExchange.sntrup761("sntrup761x25519-sha512@openssh.com"))));
        config.setKeyAlgorithms(Stream.concat(first.stream(), last.stream())
                .<Factory.Named<KeyAlgorithm>>map(factory -> factory)
                .toList());
        config.setCipherFactories(List.of(
                GcmCiphers.AES128GCM(),
                GcmCiphers.AES256GCM(),
                BouncyCastle.behind(ChachaPolyCiphers.CHACHA_POLY_OPENSSH()),
                BlockCiphers.AES128CTR(),
                BlockCiphers.AES192CTR(),
                BlockCiphers.AES256CTR()));
        List<Factory.Named<MAC>> macs = new ArrayList<>(List.of(
                Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256(), Macs.HMACSHA2512(), Macs.HMACSHA1()));
        Umac.NAMES.forEach(name -> macs.add(new Umac(name)));
        config.setMACFactories(macs);
        // Principals are the names that hosts are called by here, which sshj is not told: see HostKeyCheck.
        config.setVerifyHostKeyCertificates(false);
        config.setCompressionFactories(List.of(new NoneCompression.Factory()));
        // Never started: Pulse does its work, see there. sshj wants a provider all the same.
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        return config;
    }

    private static List<Factory.Named<KeyExchange>> paced(List<Factory.Named<KeyExchange>> exchanges) {
        return exchanges.stream().map(PacedKeyExchange::factory).toList();
    }
}
