package io.drydock.sshconfig;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The algorithms that OpenSSH knows, whether they are any good or not: what else a list names is a mistake. */
final class KnownAlgorithms {
    static final Set<String> KEX = Set.of(
            "diffie-hellman-group1-sha1",
            "diffie-hellman-group14-sha1",
            "diffie-hellman-group14-sha256",
            "diffie-hellman-group16-sha512",
            "diffie-hellman-group18-sha512",
            "diffie-hellman-group-exchange-sha1",
            "diffie-hellman-group-exchange-sha256",
            "ecdh-sha2-nistp256",
            "ecdh-sha2-nistp384",
            "ecdh-sha2-nistp521",
            "curve25519-sha256",
            "curve25519-sha256@libssh.org",
            "sntrup761x25519-sha512",
            "sntrup761x25519-sha512@openssh.com",
            "mlkem768x25519-sha256",
            "mlkem768nistp256-sha256");

    static final Set<String> CIPHERS = Set.of(
            "3des-cbc",
            "aes128-cbc",
            "aes192-cbc",
            "aes256-cbc",
            "aes128-ctr",
            "aes192-ctr",
            "aes256-ctr",
            "aes128-gcm@openssh.com",
            "aes256-gcm@openssh.com",
            "chacha20-poly1305@openssh.com");

    static final Set<String> MACS = Set.of(
            "hmac-sha1",
            "hmac-sha1-96",
            "hmac-sha2-256",
            "hmac-sha2-512",
            "hmac-md5",
            "hmac-md5-96",
            "umac-64@openssh.com",
            "umac-128@openssh.com",
            "hmac-sha1-etm@openssh.com",
            "hmac-sha1-96-etm@openssh.com",
            "hmac-sha2-256-etm@openssh.com",
            "hmac-sha2-512-etm@openssh.com",
            "hmac-md5-etm@openssh.com",
            "hmac-md5-96-etm@openssh.com",
            "umac-64-etm@openssh.com",
            "umac-128-etm@openssh.com");

    private static final List<String> PLAIN_KEYS = List.of(
            "ssh-ed25519",
            "sk-ssh-ed25519@openssh.com",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ecdsa-sha2-nistp256@openssh.com",
            "webauthn-sk-ecdsa-sha2-nistp256@openssh.com",
            "ssh-dss",
            "ssh-rsa",
            "rsa-sha2-256",
            "rsa-sha2-512");

    static final Set<String> KEYS =
            Set.copyOf(Stream.concat(PLAIN_KEYS.stream(), PLAIN_KEYS.stream().map(KnownAlgorithms::certificate))
                    .toList());

    private static final List<String> KEY_PATTERNS_FIT = List.copyOf(KEYS);

    private KnownAlgorithms() {}

    private static String certificate(String key) {
        return key.replace("@openssh.com", "") + "-cert-v01@openssh.com";
    }

    /** Those names of a list that are none of the known ones; a list that takes away from the defaults may have any. */
    static List<String> unknown(String list, Set<String> known) {
        return names(list).filter(n -> !known.contains(n)).toList();
    }

    /** The same for kinds of keys, of which there may be patterns. */
    static List<String> unknownKeys(String list) {
        return names(list)
                .filter(n -> KEY_PATTERNS_FIT.stream()
                        .allMatch(k -> WildcardPattern.inList(k, n) == WildcardPattern.Answer.NO))
                .toList();
    }

    private static Stream<String> names(String list) {
        if (list.startsWith("-")) return Stream.of();
        String names = list.startsWith("+") || list.startsWith("^") ? list.substring(1) : list;
        // OpenSSH looks no further than an empty name; a list that has nothing else is wrong
        if (names.isEmpty()) return Stream.of("");
        return Arrays.stream(names.split(",", -1)).takeWhile(n -> !n.isEmpty());
    }
}
