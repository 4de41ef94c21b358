package io.drydock.remote;

import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.util.List;
import net.schmizz.sshj.transport.NegotiatedAlgorithms;

/** What is offered to a host, of each kind the preferred first. */
record Algorithms(
        List<String> exchanges, List<String> hostKeys, List<String> ciphers, List<String> macs, boolean compression) {

    /** @param signed whether the host's keys are to be signed */
    static Algorithms of(HostConfig config, boolean signed) {
        Offer<?> keys = signed ? SshjConfig.SIGNED_HOST_KEYS : SshjConfig.HOST_KEYS;
        return new Algorithms(
                AlgorithmKind.EXCHANGE.chosen(config),
                AlgorithmKind.HOST_KEY.chosen(config, keys.usualNames()),
                AlgorithmKind.CIPHER.chosen(config),
                AlgorithmKind.MAC.chosen(config),
                config.yes(Keyword.COMPRESSION).orElse(false));
    }

    /** Whether what sshj has agreed on is what is offered: see {@link MacName}. */
    boolean allow(NegotiatedAlgorithms agreed) {
        return allow(agreed.getClient2ServerCipherAlgorithm(), agreed.getClient2ServerMACAlgorithm())
                && allow(agreed.getServer2ClientCipherAlgorithm(), agreed.getServer2ClientMACAlgorithm());
    }

    private boolean allow(String cipher, String mac) {
        return macs.contains(mac) || authenticates(cipher);
    }

    /** Whether a cipher needs no message authentication besides. */
    static boolean authenticates(String cipher) {
        return cipher.contains("gcm") || cipher.contains("poly1305");
    }
}
