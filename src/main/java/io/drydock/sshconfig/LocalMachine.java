package io.drydock.sshconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * This machine and its user, as ssh_config asks about them.
 *
 * @param name of the machine
 * @param home the user's directory, which need not be what HOME says
 * @param environment variables by name
 */
public record LocalMachine(String name, String user, String uid, Path home, Map<String, String> environment) {
    /** By user: hosts have the same values by the thousand. */
    private static final Map<String, Optional<String>> HOMES = new ConcurrentHashMap<>();

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
        return HOMES.computeIfAbsent(otherUser, LocalMachine::askForHome);
    }

    private static Optional<String> askForHome(String user) {
        if (!user.matches("[A-Za-z0-9_.@][A-Za-z0-9_.@$-]*")) return Optional.empty();
        return Getent.ask("passwd", user).stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length > 5)
                .map(fields -> fields[5])
                .findFirst();
    }

    /** The shell that ssh runs commands of its files with. */
    public String shell() {
        return Optional.ofNullable(environment.get("SHELL"))
                .filter(own -> !own.isEmpty())
                .orElse("/bin/sh");
    }
}
