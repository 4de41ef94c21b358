package io.drydock.assess;

import java.util.List;

/** apt takes the keys of its sources. Where it does not, nothing comes from them any more. */
record KeyRule() implements Rule {
    @Override
    public List<Finding> judge(Observed host) {
        var keys = host.survey().refusedKeys();
        if (keys.isEmpty()) return List.of();
        return List.of(Finding.warning(
                        "apt",
                        "refuses " + host.survey().keysRefused()
                                + " keys that SHA-1 alone binds to their user names, and what they sign: "
                                + String.join(", ", keys),
                        Remedy.advice(
                                "get each as its owner has signed it anew; until there is one, a later day for sha1.second_preimage_resistance in "
                                        + "/etc/crypto-policies/back-ends/apt-sequoia.config, a copy of /usr/share/apt/default-sequoia.config, lets it in"))
                .about(keys));
    }
}
