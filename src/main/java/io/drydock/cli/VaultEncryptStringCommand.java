package io.drydock.cli;

import io.drydock.diag.Printable;
import io.drydock.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "encrypt-string",
        aliases = "encrypt_string",
        description = "Encrypts texts, and prints each as a value for a file of YAML.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class VaultEncryptStringCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    VaultOptions vault;

    @Option(names = "--encrypt-vault-id", paramLabel = "LABEL", description = "Which of several vault ids encrypts.")
    Optional<String> label = Optional.empty();

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description = "The variable's name; repeatable, in the order of the texts.")
    List<String> names = List.of();

    @Option(
            names = {"-p", "--prompt"},
            description = "Ask for the text, which does not show.")
    boolean prompt;

    @Option(
            names = "--stdin-name",
            paramLabel = "NAME",
            description = "Read the text from standard input, for a variable of this name.")
    Optional<String> stdinName = Optional.empty();

    @Parameters(
            paramLabel = "TEXT",
            description =
                    "Texts, which others may see in the list of processes. - or none: standard input, with its last line break.")
    List<String> texts = List.of();

    /** A text to encrypt, and what it is called. */
    private record Named(Optional<String> name, String text) {}

    VaultEncryptStringCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Named> all = all();
        VaultWork work = new VaultWork(console, vault.request());
        List<String> printed = work.encrypted(all.stream().map(Named::text).toList(), label);
        for (int i = 0; i < printed.size(); i++)
            console.out()
                    .print(all.get(i).name().map(n -> key(n) + ": ").orElse("") + "!vault |\n"
                            + printed.get(i).indent(10));
        return 0;
    }

    private static String key(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_.-]*") ? name : Json.canonical(name);
    }

    private List<Named> all() {
        List<Named> all = new ArrayList<>();
        List<String> left = new ArrayList<>(names);
        if (prompt) all.add(new Named(next(left), asked()));
        boolean stdin = stdinName.isPresent() || texts.contains("-") || texts.isEmpty() && !prompt;
        if (stdin) all.add(new Named(stdinName.or(() -> next(left)), read()));
        texts.stream().filter(t -> !t.equals("-")).forEach(t -> all.add(new Named(next(left), t)));
        if (!left.isEmpty())
            throw console.fail(
                    "--name", "there are more names than texts", "give a text for " + Printable.line(left.getFirst()));
        return all;
    }

    private static Optional<String> next(List<String> left) {
        return left.isEmpty() ? Optional.empty() : Optional.of(left.removeFirst());
    }

    private String asked() {
        return Prompt.secret("Text to encrypt: ")
                .filter(typed -> !typed.isEmpty())
                .orElseThrow(() -> console.fail(
                        "--prompt",
                        "nothing was typed, or there is no terminal to ask on",
                        "give the text on standard input"));
    }

    private String read() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw console.fail("TEXT", "standard input cannot be read", "");
        }
    }
}
