package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.fleet.SavedPlan;
import io.drydock.inventory.BecomeMethod;
import io.drydock.remote.SshOptions;
import io.drydock.run.AccessReader;
import io.drydock.run.PasswordTrial;
import io.drydock.run.Reach;
import io.drydock.sshconfig.GivenOptions;
import io.drydock.sshconfig.Keyword;
import io.drydock.sshconfig.LocalMachine;
import io.drydock.sshconfig.Resolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How hosts are reached.
 *
 * @param user whom to connect as, where the inventory does not say
 * @param privateKey likewise
 * @param password of the user to connect as
 * @param become another user
 * @param becomeMethod by its name, where neither inventory nor playbook says one
 * @param becomeUser whom, likewise
 * @param askBecomePass for the password that it takes
 * @param becomePasswordFile has it in its first line
 * @param forks hosts at once
 * @param acceptNewHostKeys of hosts that are not known yet
 * @param knownHosts empty: the user's own
 * @param timeout in seconds, of a connection, and again of its handshake; empty: what ssh_config says, or the usual one
 * @param commandTimeout in seconds, of one program
 * @param taskTimeout in seconds, of a task for which the playbook says none
 * @param reconnect in seconds, to a host that was lost in an apply
 * @param sshConfig what ssh is told
 */
record ConnectionRequest(
        Optional<String> user,
        Optional<Path> privateKey,
        PasswordSource password,
        boolean become,
        Optional<String> becomeMethod,
        Optional<String> becomeUser,
        boolean askBecomePass,
        Optional<Path> becomePasswordFile,
        int forks,
        boolean acceptNewHostKeys,
        Optional<Path> knownHosts,
        Optional<Integer> timeout,
        int commandTimeout,
        Optional<Integer> taskTimeout,
        int reconnect,
        SshConfigRequest sshConfig) {
    private static final int TIMEOUT = 10;

    /** The same, with what it leaves open. */
    ConnectionRequest orElse(SavedPlan.Request plan) {
        return new ConnectionRequest(
                user.or(plan::user),
                privateKey.or(plan::privateKey),
                password,
                become || plan.become(),
                becomeMethod.or(plan::becomeMethod),
                becomeUser.or(plan::becomeUser),
                askBecomePass,
                becomePasswordFile,
                forks,
                acceptNewHostKeys,
                knownHosts,
                timeout,
                commandTimeout,
                taskTimeout,
                reconnect,
                sshConfig.orElse(plan.ssh()));
    }

    /** The same where nobody logs in. */
    ConnectionRequest withoutPasswords() {
        return new ConnectionRequest(
                user,
                privateKey,
                PasswordSource.NONE,
                become,
                becomeMethod,
                becomeUser,
                false,
                Optional.empty(),
                forks,
                acceptNewHostKeys,
                knownHosts,
                timeout,
                commandTimeout,
                taskTimeout,
                reconnect,
                sshConfig);
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }

    SshOptions ssh() {
        Duration wait = Duration.ofSeconds(timeout.orElse(TIMEOUT));
        return new SshOptions(
                wait,
                wait,
                timeout.isPresent(),
                Duration.ofSeconds(Math.max(15, wait.toSeconds())),
                knownHosts,
                SshOptions.SYSTEM_KNOWN_HOSTS,
                acceptNewHostKeys);
    }

    AccessReader.CommandLine access(Diagnostics problems) {
        atLeastOne("--forks", forks, "", problems);
        atLeastOne("--timeout", timeout.orElse(TIMEOUT), " second", problems);
        atLeastOne("--command-timeout", commandTimeout, " second", problems);
        taskTimeout.ifPresent(t -> atLeastOne("--task-timeout", t, " second", problems));
        return new AccessReader.CommandLine(
                user,
                privateKey,
                password.read(PasswordSource.LOGIN, problems),
                become,
                becomeMethod.flatMap(m -> method(m, problems)),
                becomeUser,
                becomePassword(problems),
                askBecomePass ? new PasswordTrial() : PasswordTrial.passed(),
                home(),
                System.getProperty("user.name"));
    }

    private static Optional<BecomeMethod> method(String word, Diagnostics problems) {
        Optional<BecomeMethod> method = BecomeMethod.of(word);
        if (method.isEmpty())
            problems.error(SourcePos.of("--become-method"), "cannot be \"" + word + "\"", BecomeMethod.REMEDY);
        return method;
    }

    /** What the command line says of how hosts are reached. */
    Reach reach(Diagnostics problems) {
        GivenOptions common = GivenOptions.NONE;
        if (acceptNewHostKeys)
            common = common.and(GivenOptions.of(
                    Keyword.STRICT_HOST_KEY_CHECKING, "accept-new", SourcePos.of("--accept-new-host-keys")));
        if (knownHosts.isPresent())
            common = common.and(GivenOptions.of(
                    Keyword.USER_KNOWN_HOSTS_FILE, literally(knownHosts.get()), SourcePos.of("--known-hosts")));
        if (timeout.isPresent())
            common = common.and(
                    GivenOptions.of(Keyword.CONNECT_TIMEOUT, String.valueOf(timeout.get()), SourcePos.of("--timeout")));
        return new Reach(
                sshConfig.arguments(problems),
                common,
                GivenOptions.NONE,
                new Resolver(LocalMachine.current(), sshConfig.exec(), problems));
    }

    /** A path in which nothing stands for anything else. */
    private static String literally(Path path) {
        return path.toAbsolutePath().toString().replace("%", "%%");
    }

    private static void atLeastOne(String option, int given, String unit, Diagnostics problems) {
        if (given < 1) problems.error(SourcePos.of(option), "must be at least 1" + unit + ", and is " + given, "");
    }

    private Optional<Secret> becomePassword(Diagnostics problems) {
        if (becomePasswordFile.isPresent()) return fromFile(becomePasswordFile.get(), problems);
        if (!askBecomePass) return Optional.empty();
        if (!problems.isEmpty()) return Optional.empty(); // nothing will be done with it
        Optional<Secret> password =
                Prompt.secret(becomeMethod.orElse("become") + " password: ").map(Secret::new);
        if (password.isEmpty()) {
            String why = Prompt.isPossible() ? "no password was typed" : "there is no terminal to ask on";
            problems.error(
                    SourcePos.of("--ask-become-pass"),
                    why,
                    "give the password by --become-password-file or ansible_become_password");
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
