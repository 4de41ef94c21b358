package io.drydock.remote;

import io.drydock.sshconfig.AlgorithmList;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.util.List;

/** What the two ends of a connection have to agree on, with the option that says so. */
enum AlgorithmKind {
    EXCHANGE(Keyword.KEX_ALGORITHMS, "key exchange", SshjConfig.EXCHANGES),
    HOST_KEY(Keyword.HOST_KEY_ALGORITHMS, "signature of its host key", SshjConfig.HOST_KEYS),
    CIPHER(Keyword.CIPHERS, "cipher", SshjConfig.CIPHERS),
    MAC(Keyword.MACS, "message authentication", SshjConfig.MACS),
    /** By which an authority signs the keys of hosts. */
    AUTHORITY(Keyword.CA_SIGNATURE_ALGORITHMS, "signature of an authority", SshjConfig.AUTHORITIES);

    private final Keyword keyword;
    private final String noun;
    private final Offer<?> offer;

    AlgorithmKind(Keyword keyword, String noun, Offer<?> offer) {
        this.keyword = keyword;
        this.noun = noun;
        this.offer = offer;
    }

    Keyword keyword() {
        return keyword;
    }

    /** As a sentence names one of them. */
    String noun() {
        return noun;
    }

    List<String> usual() {
        return offer.usualNames();
    }

    /** All that can be computed here, the best first. */
    List<String> all() {
        return offer.allNames();
    }

    /** What is offered to a host: the usual ones as its configuration changes them. */
    List<String> chosen(HostConfig config) {
        return chosen(config, usual());
    }

    List<String> chosen(HostConfig config, List<String> usual) {
        return config.value(keyword)
                .map(text -> AlgorithmList.parse(text).applied(usual, all()))
                .orElse(usual);
    }
}
