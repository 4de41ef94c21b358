package io.drydock.sshconfig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * This machine and its user, as ssh_config asks about them.
 *
 * @param name of the machine
 * @param home the user's directory, which need not be what HOME says
 * @param environment variables by name
 */
public record LocalMachine(String name, String user, String uid, Path home, Map<String, String> environment) {
    public LocalMachine {
        environment = Map.copyOf(environment);
    }

    public static LocalMachine current() {
        return new LocalMachine(
                hostName(),
                System.getProperty("user.name"),
                ownUid(),
                Path.of(System.getProperty("user.home")),
                System.getenv());
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }

    private static String ownUid() {
        try {
            return String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            return "";
        }
    }

    String shortName() {
        return name.split("\\.", 2)[0];
    }

    /** The directory of any user; empty where there is no such user. */
    Optional<String> homeOf(String otherUser) {
        if (!otherUser.matches("[A-Za-z0-9_.@][A-Za-z0-9_.@$-]*")) return Optional.empty();
        try {
            Process process = new ProcessBuilder("getent", "passwd", otherUser)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            String[] fields = line.split(":", -1);
            return fields.length > 5 ? Optional.of(fields[5]) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
