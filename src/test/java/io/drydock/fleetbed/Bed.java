package io.drydock.fleetbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hosts of src/test/fleet/fleet, and Drydock's launcher pointed at them. */
final class Bed implements AutoCloseable {
    private static final String SCRIPT =
            Command.ROOT.resolve("src/test/fleet/fleet").toString();

    private final Path directory;
    private final Map<String, String> files;
    private int port = 2400;

    private Bed(Path directory, Map<String, String> files) {
        this.directory = directory;
        this.files = files;
    }

    /** @param kind empty, or alpine */
    static Bed up(int hosts, String kind, Path directory) {
        fleet("up", String.valueOf(hosts), kind);
        Map<String, String> files =
                fleet("files").lines().map(l -> l.split("=", 2)).collect(Collectors.toMap(w -> w[0], w -> w[1]));
        return new Bed(directory, files);
    }

    /** Ends all that runs on a host, and starts it again. */
    void restart(int host) {
        fleet("restart", "host" + host);
    }

    private static String fleet(String... words) {
        List<String> command = new ArrayList<>(List.of(SCRIPT));
        command.addAll(List.of(words));
        Command.Ended ended = Command.run(command);
        if (ended.status() != 0) throw new IllegalStateException("the fleet does not come up: " + ended);
        return ended.out();
    }

    /** @param vars lines of YAML, variables of all hosts */
    Path inventory(String user, String... vars) throws IOException {
        String text = user.equals("root") ? fleet("inventory") : fleet("inventory", user);
        String added = List.of(vars).stream().map(v -> "    " + v + "\n").collect(Collectors.joining());
        Path file = Files.createTempFile(directory, "inventory", ".yml");
        return Files.writeString(file, text.replaceFirst("  vars:\n", Matcher.quoteReplacement("  vars:\n" + added)));
    }

    Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    Path passwordFile() {
        return Path.of(files.get("ops_password"));
    }

    /** Drydock, its options for this bed added. */
    Command drydock(String command, Path inventory, String... words) {
        List<String> all = new ArrayList<>(List.of(
                Command.ROOT.resolve("bin/drydock").toString(),
                command,
                "-i",
                inventory.toString(),
                "--known-hosts",
                files.get("known_hosts")));
        all.addAll(List.of(words));
        return new Command(all);
    }

    /** Drydock with nothing added. */
    Command command(String... words) {
        List<String> all =
                new ArrayList<>(List.of(Command.ROOT.resolve("bin/drydock").toString()));
        all.addAll(List.of(words));
        return new Command(all);
    }

    /** Drydock as one of several controllers, each of which keeps its runs in a folder of its own. */
    Command keeping(Path state, String... words) {
        List<String> all = new ArrayList<>(List.of("env", "XDG_STATE_HOME=" + state));
        all.addAll(command(words).words());
        return new Command(all);
    }

    /** Of the first run of such a controller, once it has one. */
    static Optional<Path> journal(Path state) throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(f -> f.endsWith("journal.jsonl")).findFirst();
        }
    }

    String knownHosts() {
        return files.get("known_hosts");
    }

    /** What OpenSSH says of a host, for looking at what Drydock did there. */
    String ssh(int host, String command) {
        return Command.ssh(files.get("key"), files.get("known_hosts"), address(host), command);
    }

    /** Whether the ssh of this machine takes what the host shows for its key. */
    boolean sshKnows(int host, int port, Path known) {
        return Command.run(List.of(
                                "ssh",
                                "-F",
                                "/dev/null",
                                "-i",
                                files.get("key"),
                                "-p",
                                String.valueOf(port),
                                "-o",
                                "BatchMode=yes",
                                "-o",
                                "StrictHostKeyChecking=yes",
                                "-o",
                                "UpdateHostKeys=no",
                                "-o",
                                "GlobalKnownHostsFile=/dev/null",
                                "-o",
                                "UserKnownHostsFile=" + known,
                                "root@" + address(host),
                                "true"))
                        .status()
                == 0;
    }

    String key() {
        return files.get("key");
    }

    /** Another sshd of a host, with these lines before those of its own; its port. */
    int sshd(int host, String... lines) {
        port++;
        ssh(
                host,
                "printf '%s\\n' 'ListenAddress " + address(host) + "' 'Port " + port
                        + "' 'PidFile none' 'UsePAM yes' '" + String.join("' '", lines) + "' >/etc/ssh/other" + port
                        + " && /usr/sbin/sshd -f /etc/ssh/other" + port + " -E /root/log" + port);
        awaitListening(port);
        return port;
    }

    /** A daemon listens a moment after the program that has started it has ended. Hosts share this machine's network. */
    static void awaitListening(int port) {
        String listening = String.format(":%04X 00000000:0000 0A", port);
        try {
            for (int i = 0; i < 200; i++) {
                if (Files.readString(Path.of("/proc/net/tcp")).contains(listening)) return;
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("nothing listens on port " + port);
    }

    /** How many have logged in there. */
    int logins(int host, int port) {
        return Integer.parseInt(
                ssh(host, "grep -c Accepted /root/log" + port + " || :").strip());
    }

    /** Ends the connections to it, but not the sshd itself. */
    void endSessions(int host, int port) {
        ssh(host, "pkill -P $(pgrep -f '[/]etc/ssh/other" + port + " -E')");
    }

    String address(int host) {
        return System.getenv().getOrDefault("DRYDOCK_FLEET_NET", "127.0.3") + "." + host;
    }

    @Override
    public void close() {
        fleet("down");
    }
}
