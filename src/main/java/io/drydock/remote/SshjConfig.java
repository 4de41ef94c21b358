package io.drydock.remote;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.ChachaPolyCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.mac.Macs;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.signature.SignatureRSA;
import net.schmizz.sshj.transport.cipher.Cipher;
import net.schmizz.sshj.transport.compression.Compression;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.mac.MAC;
import net.schmizz.sshj.transport.random.JCERandom;
import net.schmizz.sshj.transport.random.SingletonRandomFactory;

/**
 * The algorithms that Drydock knows, and sshj configurations of them, each shared by all connections that offer the same.
 * Fast ones come first, and what the JDK itself provides: Bouncy Castle is only loaded for a host that takes nothing else, and
 * sshj's default configuration, which tries out 33 ciphers at start, is not used. What OpenSSH's client leaves out is left
 * out here, unless somebody asks for it.
 */
final class SshjConfig {
    static {
        // Before any other use of sshj, which would otherwise register Bouncy Castle.
        SecurityUtils.setRegisterBouncyCastle(false);
        EcdsaProvider.register();
    }

    static final Offer<KeyExchange> EXCHANGES = new Offer<>(
            paced(
                    new Curve25519SHA256.Factory(),
                    new Curve25519SHA256.FactoryLibSsh(),
                    new ECDHNistP.Factory256(),
                    new ECDHNistP.Factory384(),
                    new ECDHNistP.Factory521(),
                    GroupExchange.sha256(),
                    DHGroups.Group16SHA512(),
                    DHGroups.Group18SHA512(),
                    DHGroups.Group14SHA256(),
                    // Last, as they cost most: for hosts that take nothing else.
                    HybridExchange.mlkem768(),
                    HybridExchange.sntrup761("sntrup761x25519-sha512"),
                    HybridExchange.sntrup761("sntrup761x25519-sha512@openssh.com")),
            paced(DHGroups.Group14SHA1(), GroupExchange.sha1(), DHGroups.Group1SHA1()));

    private static final List<Factory.Named<KeyAlgorithm>> PLAIN = List.of(
            KeyAlgorithms.EdDSA25519(),
            KeyAlgorithms.ECDSASHANistp256(),
            KeyAlgorithms.ECDSASHANistp384(),
            KeyAlgorithms.ECDSASHANistp521(),
            KeyAlgorithms.RSASHA512(),
            KeyAlgorithms.RSASHA256());

    private static final List<Factory.Named<KeyAlgorithm>> CERTIFICATES = List.of(
            KeyAlgorithms.EdDSA25519CertV01(),
            KeyAlgorithms.ECDSASHANistp256CertV01(),
            KeyAlgorithms.ECDSASHANistp384CertV01(),
            KeyAlgorithms.ECDSASHANistp521CertV01(),
            new KeyAlgorithms.Factory(
                    "rsa-sha2-512-cert-v01@openssh.com", new SignatureRSA.FactoryRSASHA512(), KeyType.RSA_CERT),
            new KeyAlgorithms.Factory(
                    "rsa-sha2-256-cert-v01@openssh.com", new SignatureRSA.FactoryRSASHA256(), KeyType.RSA_CERT));

    private static final List<Factory.Named<KeyAlgorithm>> SHA1_KEYS =
            List.of(KeyAlgorithms.SSHRSA(), KeyAlgorithms.SSHRSACertV01());

    /** Certificates come last: a host that has a plain key too then shows that, and users can still log in with theirs. */
    static final Offer<KeyAlgorithm> HOST_KEYS = new Offer<>(joined(PLAIN, CERTIFICATES), SHA1_KEYS);

    /** For hosts whose keys are to be signed: what they have in known_hosts besides, from before, is asked for last. */
    static final Offer<KeyAlgorithm> SIGNED_HOST_KEYS = new Offer<>(joined(CERTIFICATES, PLAIN), SHA1_KEYS);

    static final Offer<KeyAlgorithm> AUTHORITIES = new Offer<>(PLAIN, List.of(KeyAlgorithms.SSHRSA()));

    static final Offer<Cipher> CIPHERS = new Offer<>(
            List.of(
                    GcmCiphers.AES128GCM(),
                    GcmCiphers.AES256GCM(),
                    BouncyCastle.behind(ChachaPolyCiphers.CHACHA_POLY_OPENSSH()),
                    BlockCiphers.AES128CTR(),
                    BlockCiphers.AES192CTR(),
                    BlockCiphers.AES256CTR()),
            List.of(
                    BlockCiphers.AES256CBC(),
                    BlockCiphers.AES192CBC(),
                    BlockCiphers.AES128CBC(),
                    BlockCiphers.TripleDESCBC()));

    static final Offer<MAC> MACS = new Offer<>(
            List.of(
                    Macs.HMACSHA2256Etm(),
                    Macs.HMACSHA2512Etm(),
                    Macs.HMACSHA1Etm(),
                    Macs.HMACSHA2256(),
                    Macs.HMACSHA2512(),
                    Macs.HMACSHA1()),
            List.of(
                    new Macs.Factory("hmac-sha1-96-etm@openssh.com", "HmacSHA1", 12, 20, true),
                    Macs.HMACSHA196(),
                    Macs.HMACMD5Etm(),
                    Macs.HMACMD5(),
                    Macs.HMACMD596Etm(),
                    Macs.HMACMD596()));

    private static final Map<Algorithms, Config> CONFIGS = new ConcurrentHashMap<>();

    private SshjConfig() {}

    static Config of(Algorithms algorithms) {
        return CONFIGS.computeIfAbsent(algorithms, SshjConfig::create);
    }

    private static Config create(Algorithms algorithms) {
        ConfigImpl config = new ConfigImpl();
        config.setLoggerFactory(LoggerFactory.DEFAULT);
        config.setVersion("Drydock");
        config.setRandomFactory(new SingletonRandomFactory(new JCERandom.Factory()));
        config.setKeyExchangeFactories(EXCHANGES.named(algorithms.exchanges()));
        config.setKeyAlgorithms(HOST_KEYS.named(algorithms.hostKeys()));
        config.setCipherFactories(CIPHERS.named(algorithms.ciphers()));
        config.setMACFactories(joined(MACS.named(algorithms.macs()), MacName.besides(algorithms.macs())));
        // Principals are the names that hosts are called by here, which sshj is not told: see HostKeyCheck.
        config.setVerifyHostKeyCertificates(false);
        Factory.Named<Compression> none = new NoneCompression.Factory();
        config.setCompressionFactories(
                algorithms.compression() ? List.of(new BoundedZlib.Maker(), none) : List.of(none));
        // Never started: Pulse does its work, see there. sshj wants a provider all the same.
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        return config;
    }

    @SafeVarargs
    private static List<Factory.Named<KeyExchange>> paced(Factory.Named<KeyExchange>... exchanges) {
        return Stream.of(exchanges).map(PacedKeyExchange::factory).toList();
    }

    private static <T> List<T> joined(List<? extends T> first, List<? extends T> then) {
        return Stream.<T>concat(first.stream(), then.stream()).toList();
    }
}
