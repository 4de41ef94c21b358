package io.drydock.cli;

import io.drydock.action.Trust;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a configuration file is looked for.
 *
 * @param environment may name one, and has variables that go before it
 * @param usual the files of which the first is taken where none is named
 * @param home of the user, for paths that begin with ~
 */
record ConfigurationPlaces(Map<String, String> environment, List<Path> usual, Path home) {
    private static final String VARIABLE = "DRYDOCK_CONFIG";

    /** For what is not to depend on what a user has. */
    static final ConfigurationPlaces NONE = new ConfigurationPlaces(Map.of(), List.of(), Path.of(""));

    /** @param folder the current one */
    static ConfigurationPlaces of(Map<String, String> environment, Path folder, Path home) {
        Path own = Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute) // others do not count, by the specification
                .orElse(home.resolve(".config"));
        return new ConfigurationPlaces(
                environment, List.of(folder.resolve("drydock.yml"), own.resolve("drydock/config.yml")), home);
    }

    /** Whoever names a file means it; one that is merely there may be a stranger's, and is passed over with a warning. */
    Optional<Path> find(Diagnostics problems) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (named.isEmpty())
            return usual.stream()
                    .filter(Files::exists)
                    .filter(file -> isTrusted(file, problems))
                    .findFirst();
        if (Files.exists(Path.of(named))) return Optional.of(Path.of(named));
        problems.error(
                SourcePos.of(named),
                "no such file, which " + VARIABLE + " names",
                "name one that is there, or unset it");
        return Optional.empty();
    }

    private boolean isTrusted(Path file, Diagnostics problems) {
        Diagnostics doubts = new Diagnostics();
        Trust.ofCaller(environment).andOwnerOf(Home.directory()).check(file, doubts);
        for (Diagnostic doubt : doubts.all())
            problems.warn(
                    doubt.pos(),
                    doubt.message() + "; the file is passed over",
                    "make it your own, and writable for nobody else; or name it in " + VARIABLE);
        return doubts.isEmpty();
    }
}
