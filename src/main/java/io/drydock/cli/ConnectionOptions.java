package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.remote.SshOptions;
import io.drydock.run.AccessReader;
import io.drydock.run.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How hosts are reached. */
final class ConnectionOptions {
    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "User to connect as, where the inventory says none.")
    Optional<String> user = Optional.empty();

    @Option(
            names = {"--private-key", "--key-file"},
            paramLabel = "FILE",
            description = "Private key, where the inventory names none.")
    Optional<Path> privateKey = Optional.empty();

    @Option(
            names = {"-b", "--become"},
            description = "Become root by sudo.")
    boolean become;

    @Option(
            names = {"-K", "--ask-become-pass"},
            description = "Ask for sudo's password.")
    boolean askBecomePass;

    @Option(
            names = "--become-password-file",
            paramLabel = "FILE",
            description = "Read sudo's password from the first line of a file.")
    Optional<Path> becomePasswordFile = Optional.empty();

    @Option(
            names = {"-f", "--forks"},
            paramLabel = "N",
            defaultValue = "50",
            description = "Hosts at once. Default: ${DEFAULT-VALUE}")
    int forks;

    @Option(
            names = "--accept-new-host-keys",
            description = "Add the keys of hosts not yet known to known_hosts. A changed key is still refused.")
    boolean acceptNewHostKeys;

    @Option(
            names = "--known-hosts",
            paramLabel = "FILE",
            description = "Known host keys, besides /etc/ssh/ssh_known_hosts. Default: ~/.ssh/known_hosts")
    Optional<Path> knownHosts = Optional.empty();

    @Option(
            names = {"-T", "--timeout"},
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Longest wait for a connection, and again for its handshake. Default: ${DEFAULT-VALUE}")
    int timeout;

    @Option(
            names = "--command-timeout",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "Longest time for one program on a host. Default: ${DEFAULT-VALUE}")
    int commandTimeout;

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }

    SshOptions ssh() {
        Path own = home().resolve(".ssh");
        Stream<Path> others = Stream.concat(
                knownHosts.isEmpty() ? Stream.of(own.resolve("known_hosts2")) : Stream.of(),
                SshOptions.SYSTEM_KNOWN_HOSTS.stream());
        return new SshOptions(
                Duration.ofSeconds(timeout),
                Duration.ofSeconds(timeout),
                Duration.ofSeconds(Math.max(15, timeout)),
                knownHosts.orElse(own.resolve("known_hosts")),
                others.toList(),
                acceptNewHostKeys);
    }

    AccessReader.CommandLine access(Diagnostics problems) {
        if (forks < 1) problems.error(SourcePos.of("--forks"), "must be at least 1, and is " + forks, "");
        if (timeout < 1) problems.error(SourcePos.of("--timeout"), "must be at least 1 second, and is " + timeout, "");
        if (commandTimeout < 1)
            problems.error(
                    SourcePos.of("--command-timeout"), "must be at least 1 second, and is " + commandTimeout, "");
        return new AccessReader.CommandLine(
                user,
                privateKey,
                become,
                becomePassword(problems),
                askBecomePass ? new Trial() : Trial.passed(),
                home(),
                System.getProperty("user.name"));
    }

    private Optional<Secret> becomePassword(Diagnostics problems) {
        if (becomePasswordFile.isPresent()) return fromFile(becomePasswordFile.get(), problems);
        if (!askBecomePass) return Optional.empty();
        if (!problems.isEmpty()) return Optional.empty(); // nothing will be done with it
        Optional<Secret> password = Prompt.secret("sudo password: ").map(Secret::new);
        if (password.isEmpty()) {
            String why = Prompt.isPossible() ? "no password was typed" : "there is no terminal to ask on";
            problems.error(
                    SourcePos.of("--ask-become-pass"),
                    why,
                    "give sudo's password by --become-password-file or ansible_become_password");
        }
        return password;
    }

    private static Optional<Secret> fromFile(Path file, Diagnostics problems) {
        try {
            return Optional.of(
                    new Secret(Files.readString(file).lines().findFirst().orElse("")));
        } catch (IOException e) {
            problems.error(
                    SourcePos.of("--become-password-file"),
                    "cannot read " + file,
                    "name a file whose first line is the password");
            return Optional.empty();
        }
    }
}
