package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the command line says that a password comes from.
 *
 * @param ask on the terminal
 * @param file has it in its first line, and is asked before any person is
 */
record PasswordSource(boolean ask, Optional<Path> file) {
    /** The options and variables that messages about it name. */
    record Names(String question, String askOption, String fileOption, String remedy) {}

    static final PasswordSource NONE = new PasswordSource(false, Optional.empty());

    /** Of the user to connect as. */
    static final Names LOGIN = new Names(
            "SSH password: ",
            "--ask-pass",
            "--connection-password-file",
            "give the password by --connection-password-file or ansible_password");

    /** Empty where the command line says nothing, or there are problems that keep all from being done. */
    Optional<Secret> read(Names names, Diagnostics problems) {
        if (file.isPresent()) return fromFile(names, file.get(), problems);
        if (!ask || !problems.isEmpty()) return Optional.empty();
        Optional<Secret> password = Prompt.secret(names.question).map(Secret::new);
        if (password.isEmpty()) {
            String why = Prompt.isPossible() ? "no password was typed" : "there is no terminal to ask on";
            problems.error(SourcePos.of(names.askOption), why, names.remedy);
        }
        return password;
    }

    private static Optional<Secret> fromFile(Names names, Path file, Diagnostics problems) {
        try {
            return Optional.of(
                    new Secret(Files.readString(file).lines().findFirst().orElse("")));
        } catch (IOException e) {
            problems.error(
                    SourcePos.of(names.fileOption),
                    "cannot read " + file,
                    "name a file whose first line is the password");
            return Optional.empty();
        }
    }
}
