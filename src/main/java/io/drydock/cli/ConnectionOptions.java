package io.drydock.cli;

import io.drydock.inventory.BecomeMethod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How hosts are reached. */
final class ConnectionOptions {
    /** What a saved plan has of its own, unless it is typed when it is applied. */
    static final List<String> OF_PLANS = List.of(
            "--user",
            "--private-key",
            "--become",
            "--become-method",
            "--become-user",
            "--ssh-common-args",
            "--ssh-extra-args");

    /** The words of methods. */
    static final class Methods extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Methods() {
            super(Stream.of(BecomeMethod.values()).map(BecomeMethod::word).toList());
        }
    }

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
            names = {"-k", "--ask-pass"},
            negatable = true,
            fallbackValue = "true",
            description = "Ask for the password of the user to connect as.")
    boolean askPass;

    @Option(
            names = {"--connection-password-file", "--conn-pass-file"},
            paramLabel = "FILE",
            description = "Read that password from the first line of a file.")
    Optional<Path> connectionPasswordFile = Optional.empty();

    @Option(
            names = {"-b", "--become"},
            negatable = true,
            fallbackValue = "true",
            description =
                    "Become another user: root by sudo, unless the inventory, the playbook or an option says otherwise.")
    boolean become;

    @Option(
            names = "--become-method",
            paramLabel = "METHOD",
            completionCandidates = Methods.class,
            description = "sudo, su or doas, where the inventory and the playbook say none.")
    Optional<String> becomeMethod = Optional.empty();

    @Option(
            names = "--become-user",
            paramLabel = "USER",
            description = "User to become, where the inventory and the playbook say none.")
    Optional<String> becomeUser = Optional.empty();

    @Option(
            names = {"-K", "--ask-become-pass"},
            negatable = true,
            fallbackValue = "true",
            description = "Ask for the password that becoming another user takes.")
    boolean askBecomePass;

    @Option(
            names = "--become-password-file",
            paramLabel = "FILE",
            description = "Read that password from the first line of a file.")
    Optional<Path> becomePasswordFile = Optional.empty();

    @Option(
            names = {"-f", "--forks"},
            paramLabel = "N",
            defaultValue = "50",
            description = "Hosts at once. Default: ${DEFAULT-VALUE}")
    int forks;

    @Option(
            names = "--accept-new-host-keys",
            negatable = true,
            fallbackValue = "true",
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
            description =
                    "Longest wait for a connection, and again for its handshake. Default: ConnectTimeout of ssh_config, or 10")
    Optional<Integer> timeout = Optional.empty();

    @Option(
            names = "--command-timeout",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "Longest time for one program on a host. Default: ${DEFAULT-VALUE}")
    int commandTimeout;

    @Option(
            names = "--task-timeout",
            paramLabel = "SECONDS",
            description =
                    "Longest time for the check of a task, and for its apply, where the playbook says no timeout. Default: --command-timeout alone")
    Optional<Integer> taskTimeout = Optional.empty();

    @Option(
            names = "--reconnect",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description =
                    "How long to try to reach a host again that was lost in an apply; what it runs goes on meanwhile. Default: ${DEFAULT-VALUE}")
    int reconnect;

    @Mixin
    SshConfigOptions sshConfig;

    ConnectionRequest request() {
        return new ConnectionRequest(
                user,
                privateKey,
                new PasswordSource(askPass, connectionPasswordFile),
                become,
                becomeMethod,
                becomeUser,
                askBecomePass,
                becomePasswordFile,
                forks,
                acceptNewHostKeys,
                knownHosts,
                timeout,
                commandTimeout,
                taskTimeout,
                reconnect,
                sshConfig.request());
    }
}
