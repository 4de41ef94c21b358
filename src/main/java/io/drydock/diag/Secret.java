package io.drydock.diag;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Text that must not be shown: its string form is a mask, so that it cannot reach a log or a report by accident. Secrets
 * are equal when their texts are.
 *
 * @param parts what of the text must not be seen; all of it, unless it is made from a secret and other text
 */
public record Secret(String reveal, Set<String> parts) {
    public static final String MASK = "(secret)";

    private static final List<String> ENDINGS = List.of(
            "password",
            "passwords",
            "passwd",
            "passphrase",
            "passphrases",
            "_pass",
            "secret",
            "secrets",
            "token",
            "tokens",
            "credentials",
            "api_key",
            "secret_key",
            "access_key",
            "private_key");
    private static final Set<String> NAMES = Set.of("pass", "pwd");

    public Secret {
        parts = Set.copyOf(parts);
    }

    public Secret(String reveal) {
        this(reveal, Set.of(reveal));
    }

    /** Whether a variable or an entry of this name holds a secret. */
    public static boolean isName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower) || ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /** The text with what must not be seen masked. */
    public String shown() {
        Masking masking = new Masking();
        masking.add(this);
        return parts.contains(reveal) ? MASK : masking.apply(reveal);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.reveal.equals(reveal);
    }

    @Override
    public int hashCode() {
        return reveal.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
