package io.drydock.sshconfig;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The options of ssh_config that Drydock obeys. */
public enum Keyword {
    HOST_NAME("HostName"),
    PORT("Port"),
    USER("User"),
    IDENTITY_FILE("IdentityFile", true),
    IDENTITIES_ONLY("IdentitiesOnly"),
    CERTIFICATE_FILE("CertificateFile", true),
    IDENTITY_AGENT("IdentityAgent"),
    PROXY_JUMP("ProxyJump"),
    PROXY_COMMAND("ProxyCommand"),
    USER_KNOWN_HOSTS_FILE("UserKnownHostsFile"),
    GLOBAL_KNOWN_HOSTS_FILE("GlobalKnownHostsFile"),
    HOST_KEY_ALIAS("HostKeyAlias"),
    STRICT_HOST_KEY_CHECKING("StrictHostKeyChecking"),
    CHECK_HOST_IP("CheckHostIP"),
    HASH_KNOWN_HOSTS("HashKnownHosts"),
    REVOKED_HOST_KEYS("RevokedHostKeys"),
    HOST_KEY_ALGORITHMS("HostKeyAlgorithms"),
    CA_SIGNATURE_ALGORITHMS("CASignatureAlgorithms"),
    KEX_ALGORITHMS("KexAlgorithms"),
    CIPHERS("Ciphers"),
    MACS("MACs"),
    PUBKEY_ACCEPTED_ALGORITHMS("PubkeyAcceptedAlgorithms"),
    PREFERRED_AUTHENTICATIONS("PreferredAuthentications"),
    PUBKEY_AUTHENTICATION("PubkeyAuthentication"),
    PASSWORD_AUTHENTICATION("PasswordAuthentication"),
    KBD_INTERACTIVE_AUTHENTICATION("KbdInteractiveAuthentication"),
    NUMBER_OF_PASSWORD_PROMPTS("NumberOfPasswordPrompts"),
    BATCH_MODE("BatchMode"),
    CONNECT_TIMEOUT("ConnectTimeout"),
    CONNECTION_ATTEMPTS("ConnectionAttempts"),
    SERVER_ALIVE_INTERVAL("ServerAliveInterval"),
    SERVER_ALIVE_COUNT_MAX("ServerAliveCountMax"),
    ADDRESS_FAMILY("AddressFamily"),
    BIND_ADDRESS("BindAddress"),
    COMPRESSION("Compression"),
    REQUIRED_RSA_SIZE("RequiredRSASize"),
    CANONICALIZE_HOSTNAME("CanonicalizeHostname"),
    CANONICAL_DOMAINS("CanonicalDomains"),
    CANONICALIZE_FALLBACK_LOCAL("CanonicalizeFallbackLocal"),
    CANONICALIZE_MAX_DOTS("CanonicalizeMaxDots"),
    CANONICALIZE_PERMITTED_CNAMES("CanonicalizePermittedCNAMEs"),
    TAG("Tag"),
    IGNORE_UNKNOWN("IgnoreUnknown");

    private static final Map<String, Keyword> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(k -> k.spelling.toLowerCase(Locale.ROOT), Function.identity()));

    private final String spelling;
    private final boolean accumulates;

    Keyword(String spelling) {
        this(spelling, false);
    }

    Keyword(String spelling, boolean accumulates) {
        this.spelling = spelling;
        this.accumulates = accumulates;
    }

    /** As ssh_config(5) spells it. */
    public String spelling() {
        return spelling;
    }

    /** Whether each line adds a value; of the others the first line holds. */
    public boolean accumulates() {
        return accumulates;
    }

    /** The option of that name, in capitals or not. */
    public static Optional<Keyword> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }
}
