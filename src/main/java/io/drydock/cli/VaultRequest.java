package io.drydock.cli;

import io.drydock.diag.Printable;
import io.drydock.vault.VaultKeyring;
import io.drydock.vault.VaultSecret;
import io.drydock.vault.VaultText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The passwords of vaults that a command is given, in the order in which they are tried.
 *
 * @param sources each a prompt, a file or a program
 */
record VaultRequest(List<Source> sources) {
    static final String ID = "--vault-id";
    static final String FILE = "--vault-password-file";
    static final String ASK = "--ask-vault-pass";

    private static final String PROMPT = "prompt";
    private static final String ENVIRONMENT = "ANSIBLE_VAULT_PASSWORD_FILE";

    /**
     * One password.
     *
     * @param file empty: it is asked for
     * @param option which it was given with
     */
    record Source(String label, Optional<Path> file, String option) {
        /** {@code LABEL@prompt}, {@code LABEL@FILE}, or either without a label. */
        static Source of(String id, String option) {
            int at = id.indexOf('@');
            String label = at < 1 ? VaultText.DEFAULT_LABEL : id.substring(0, at);
            String source = id.substring(at + 1);
            return new Source(label, source.equals(PROMPT) ? Optional.empty() : Optional.of(path(source)), option);
        }

        static Source of(Path file, String option) {
            return new Source(VaultText.DEFAULT_LABEL, Optional.of(path(file.toString())), option);
        }

        /** One that nobody gave, so that it is asked for. */
        static Source asked(String option) {
            return new Source(VaultText.DEFAULT_LABEL, Optional.empty(), option);
        }

        private static Path path(String text) {
            return text.startsWith("~/") ? Path.of(System.getProperty("user.home"), text.substring(2)) : Path.of(text);
        }

        VaultSecret secret() {
            String named = label.equals(VaultText.DEFAULT_LABEL) ? "" : " (" + Printable.line(label) + ")";
            return file.map(f -> VaultSecret.of(label, option, f))
                    .orElseGet(() ->
                            VaultSecret.prompted(label, option, () -> Prompt.secret("Vault password" + named + ": ")));
        }

        /** One for what is to be encrypted: whoever types it types it twice. */
        VaultSecret fresh() {
            String named = label.equals(VaultText.DEFAULT_LABEL) ? "" : " (" + Printable.line(label) + ")";
            return file.map(f -> VaultSecret.of(label, option, f))
                    .orElseGet(() -> VaultSecret.prompted(
                            label, option, () -> Prompt.fresh("New vault password" + named + ": ")));
        }
    }

    VaultRequest {
        sources = List.copyOf(sources);
    }

    static VaultRequest of(List<String> ids, List<Path> files, boolean ask, Map<String, String> environment) {
        List<Source> sources = new ArrayList<>();
        ids.forEach(id -> sources.add(Source.of(id, ID)));
        files.forEach(file -> sources.add(Source.of(file, FILE)));
        String byEnvironment = environment.getOrDefault(ENVIRONMENT, "");
        if (files.isEmpty() && !byEnvironment.isEmpty()) sources.add(Source.of(Path.of(byEnvironment), ENVIRONMENT));
        if (ask) sources.add(Source.asked(ASK));
        return new VaultRequest(sources);
    }

    /** The same from wherever it is asked for. */
    VaultRequest absolute() {
        return new VaultRequest(sources.stream()
                .map(s -> new Source(s.label(), s.file().map(KeptRequest::absolute), s.option()))
                .toList());
    }

    VaultKeyring keyring() {
        return new VaultKeyring(sources.stream().map(Source::secret).toList());
    }
}
