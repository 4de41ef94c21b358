package io.drydock.remote;

import io.drydock.sshconfig.AlgorithmList;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.util.List;
import java.util.stream.Stream;

/** The algorithms by which users sign, in OpenSSH's order. */
final class UserKeyAlgorithms {
    private static final List<String> DEFAULTS = List.of(
            "ssh-ed25519-cert-v01@openssh.com",
            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com",
            "ecdsa-sha2-nistp521-cert-v01@openssh.com",
            "sk-ssh-ed25519-cert-v01@openssh.com",
            "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "rsa-sha2-512-cert-v01@openssh.com",
            "rsa-sha2-256-cert-v01@openssh.com",
            "ssh-ed25519",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com",
            "rsa-sha2-512",
            "rsa-sha2-256");

    /** With those that rest on SHA-1, for hosts whose PubkeyAcceptedAlgorithms names them. */
    private static final List<String> ALL = Stream.concat(
                    DEFAULTS.stream(), Stream.of("ssh-rsa-cert-v01@openssh.com", "ssh-rsa"))
            .toList();

    private UserKeyAlgorithms() {}

    static List<String> of(HostConfig config) {
        return config.value(Keyword.PUBKEY_ACCEPTED_ALGORITHMS)
                .map(text -> AlgorithmList.parse(text).applied(DEFAULTS, ALL))
                .orElse(DEFAULTS);
    }
}
