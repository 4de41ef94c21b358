package io.drydock.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What ssh is told by its own options. */
final class SshConfigOptions {
    @Option(
            names = "-F",
            paramLabel = "FILE",
            description =
                    "File of ssh_config, in the place of ~/.ssh/config and /etc/ssh/ssh_config; none: no file at all.")
    Optional<String> file = Optional.empty();

    @Option(
            names = "-o",
            paramLabel = "KEY=VALUE",
            description = "An option of ssh_config, which goes before the inventory and the files. Can be repeated.")
    List<String> options = new ArrayList<>();

    @Option(
            names = "-J",
            paramLabel = "HOST,...",
            description = "Hosts to go through, the first first, as [user@]host[:port].")
    Optional<String> jump = Optional.empty();

    @Option(
            names = "--ssh-common-args",
            paramLabel = "WORDS",
            parameterConsumer = OptionWords.class,
            description = "Options of ssh, in one text: '-o Ciphers=aes256-ctr -J bastion'.")
    Optional<String> commonArgs = Optional.empty();

    @Option(
            names = "--ssh-extra-args",
            paramLabel = "WORDS",
            parameterConsumer = OptionWords.class,
            description = "Likewise.")
    Optional<String> extraArgs = Optional.empty();

    @Option(
            names = "--ssh-config-exec",
            description = "Run the commands of Match exec in ssh_config, which decide on this machine what holds.")
    boolean exec;

    /** A value of {@code -o} that is no option of ssh, where a command has a file to write. */
    Optional<Path> takeFile() {
        Optional<String> file =
                options.stream().filter(o -> !o.matches("(?s).*[=\\s].*")).findFirst();
        file.ifPresent(options::remove);
        return file.map(Path::of);
    }

    SshConfigRequest request() {
        return new SshConfigRequest(file, List.copyOf(options), jump, commonArgs, extraArgs, exec);
    }
}
