package io.drydock.vault;

import io.drydock.diag.Diagnostics;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The passwords that a command was given for vaults. What is derived from them is kept as long as it. Thread-safe. */
public final class VaultKeyring {
    /** One that opens nothing. */
    public static final VaultKeyring EMPTY = new VaultKeyring(List.of());

    private static final int SALT = 32;

    private record Derived(VaultSecret secret, String salt) {}

    private final List<VaultSecret> secrets;
    private final Map<Derived, VaultKeys> keys = new HashMap<>();

    public VaultKeyring(List<VaultSecret> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** Reports the files of passwords that are not there. */
    public void check(Diagnostics problems) {
        secrets.forEach(s -> s.check(problems));
    }

    /** What came of opening a vault: what it holds, the secret that opened it, and the label it has itself. */
    public record Opened(byte[] content, VaultSecret by, Optional<String> label) {}

    /** The content of a vault. */
    public byte[] open(String text) throws VaultException {
        return find(text).content();
    }

    /** Opens it with the secrets of its label first, then with the others. */
    public synchronized Opened find(String text) throws VaultException {
        VaultText vault = VaultText.parse(text);
        String label = vault.label().orElse(VaultText.DEFAULT_LABEL);
        List<VaultSecret> tried = Stream.concat(
                        secrets.stream().filter(s -> s.label().equals(label)),
                        secrets.stream().filter(s -> !s.label().equals(label)))
                .toList();
        List<VaultException> failures = new ArrayList<>();
        for (VaultSecret secret : tried) {
            try {
                Optional<byte[]> content = keys(secret, vault.salt()).decrypted(vault);
                if (content.isPresent()) return new Opened(content.get(), secret, vault.label());
            } catch (VaultException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) throw failures.getFirst();
        throw closed(vault);
    }

    private VaultKeys keys(VaultSecret secret, byte[] salt) throws VaultException {
        byte[] password = secret.password();
        return keys.computeIfAbsent(
                new Derived(secret, HexFormat.of().formatHex(salt)), _ -> VaultKeys.of(password, salt));
    }

    private VaultException closed(VaultText vault) {
        String labelled = vault.label().map(l -> " with the label " + l).orElse("");
        String options = vault.label()
                .map(l -> "--vault-id " + l + "@prompt or --vault-id " + l + "@FILE")
                .orElse("--ask-vault-pass or --vault-password-file");
        if (secrets.isEmpty()) return VaultException.of("is encrypted" + labelled, "give " + options);
        String which = secrets.stream().map(VaultSecret::origin).collect(Collectors.joining(", "));
        return VaultException.of(
                "is encrypted" + labelled + ", and "
                        + (secrets.size() == 1
                                ? "not with the vault password " + which
                                : "with none of the vault passwords given: " + which),
                "give the password that it was encrypted with, by " + options
                        + "; if it is the right one, the text has been changed since");
    }

    /** A new vault of the content. The label {@link VaultText#DEFAULT_LABEL} is as none. */
    public static VaultText encrypt(byte[] content, VaultSecret secret, Optional<String> label) throws VaultException {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return VaultKeys.of(secret.password(), salt).encrypted(label, salt, content);
    }
}
