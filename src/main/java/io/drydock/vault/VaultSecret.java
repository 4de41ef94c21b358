package io.drydock.vault;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A password of vaults and the label that it goes by. It is got when it is first needed, and once: what cannot be had then is not
 * asked for again.
 */
public final class VaultSecret {
    private static final Duration LIMIT = Duration.ofMinutes(2); // somebody may have to unlock a keyring

    private static final String MISSING = "there is no file ";
    private static final String REMEDY = "name a file that holds the vault password, or a program that prints it";

    private interface Source {
        byte[] read() throws VaultException;
    }

    private final String label;
    private final String option;
    private final Source source;
    private final Optional<Path> file;
    private Optional<byte[]> known = Optional.empty();
    private Optional<VaultException> failure = Optional.empty();

    private VaultSecret(String label, String option, Optional<Path> file, Source source) {
        this.file = file;
        this.label = label;
        this.option = option;
        this.source = source;
    }

    /**
     * One that somebody is asked for.
     *
     * @param option where problems with it are reported
     * @param ask gives what was typed
     */
    public static VaultSecret prompted(String label, String option, Supplier<Optional<String>> ask) {
        return new VaultSecret(
                label,
                option,
                Optional.empty(),
                () -> stripped(ask.get()
                        .map(typed -> typed.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow(() -> VaultException.ofOption(
                                option,
                                "no vault password was typed, or there is no terminal to ask on",
                                "give it by --vault-password-file"))));
    }

    /** One that a file holds, or that a program prints: a file that can be executed is one, and one named NAME-client is told the label. */
    public static VaultSecret of(String label, String option, Path file) {
        boolean program = Files.isRegularFile(file) && Files.isExecutable(file);
        return new VaultSecret(
                label,
                option,
                Optional.of(file),
                () -> program ? printed(label, option, file) : stripped(content(option, file)));
    }

    private static byte[] content(String option, Path file) throws VaultException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            String why = e instanceof NoSuchFileException
                    ? MISSING + file
                    : Files.isDirectory(file) ? file + " is a directory" : file + " cannot be read";
            throw VaultException.ofOption(option, why, REMEDY);
        }
    }

    private static byte[] printed(String label, String option, Path program) throws VaultException {
        List<String> words = new ArrayList<>(List.of(program.toAbsolutePath().toString()));
        if (program.getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", "").endsWith("-client"))
            words.addAll(List.of("--vault-id", label));
        try {
            byte[] output = LocalProgram.output(words, true, LIMIT);
            int end = output.length;
            while (end > 0 && (output[end - 1] == '\n' || output[end - 1] == '\r')) end--;
            return Arrays.copyOf(output, end);
        } catch (LocalProgram.Failure e) {
            throw VaultException.ofOption(
                    option,
                    program + " " + e.what(),
                    "a file that can be executed is run, to print the vault password; else take its x permission away");
        }
    }

    private static byte[] stripped(byte[] text) {
        int from = 0;
        int to = text.length;
        while (from < to && isBlank(text[from])) from++;
        while (to > from && isBlank(text[to - 1])) to--;
        return Arrays.copyOfRange(text, from, to);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    /** Where it is from, behind the words "the vault password". */
    String origin() {
        String typed = "that was typed" + (label.equals(VaultText.DEFAULT_LABEL) ? "" : " for " + label);
        return file.map(f -> "of " + f).orElse(typed);
    }

    public String label() {
        return label;
    }

    /** The option that it was given with. */
    public String option() {
        return option;
    }

    /** The bytes, never none. */
    synchronized byte[] password() throws VaultException {
        if (failure.isPresent()) throw failure.get();
        if (known.isEmpty()) known = Optional.of(got());
        return known.get().clone();
    }

    private byte[] got() throws VaultException {
        try {
            byte[] password = source.read();
            if (password.length == 0) throw VaultException.ofOption(option, "the vault password is empty", "");
            if (VaultText.isEncrypted(password))
                throw VaultException.ofOption(option, "the file of the vault password is a vault itself", "decrypt it");
            return password;
        } catch (VaultException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    void check(Diagnostics problems) {
        file.filter(f -> !Files.exists(f)).ifPresent(f -> problems.error(SourcePos.of(option), MISSING + f, REMEDY));
    }

    /** Fails now if it cannot be had: whoever is to be asked is asked. */
    public void require() throws VaultException {
        password();
    }
}
