package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Faults at random moments of applies over many hosts in batches: when the runs have been resumed to their ends, every task has been done once, the
 * journal says what the hosts say, and nothing is left behind. A short form unless it is asked for more:
 * {@code -Dchaos.seeds=1,2,3 -Dchaos.faults=200 -Dchaos.hosts=20}.
 */
@Tag("fleet")
class ChaosTest extends OnFleet {
    private static final int HOSTS = Integer.getInteger("chaos.hosts", 5);
    private static final int FAULTS = Integer.getInteger("chaos.faults", 12);
    private static final int TASKS = 20;
    /** What a report says where a fault cannot be survived: a task was cut off that must not be done twice, or could not write. */
    private static final List<String> TOLD = List.of(
            "whether it came to its end is not known",
            "no space is left",
            "was lost when the host restarted",
            "could not be reached again");

    enum Kind {
        CONTROLLER_KILLED,
        CONTROLLER_STOPPED,
        CONNECTION_CUT,
        CONNECTION_STALLED,
        PACKET_TRUNCATED,
        SESSIONS_KILLED,
        SSHD_RESTARTED,
        DISK_FULL,
        HOST_RESTARTED,
        HOST_CLOCK_SET,
        CONTROLLER_CLOCK_SET
    }

    private final Map<Kind, Integer> injected = new EnumMap<>(Kind.class);
    private final List<ChaosProxy> proxies = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    /** Of hosts of which the journal tells that a fault cannot be survived, or that they were not begun: what was done is then done once at most. */
    private int told;

    private int rounds;
    /** The ports that the hosts are reached at, behind the proxies. */
    private final int[] sshds = new int[HOSTS + 1];

    /** How far a clock is set off what it is; no clock that measures time between two moments is. */
    private static final List<String> OFFSETS = List.of("-34560000", "-3600", "-2", "+2", "+3600", "+34560000");

    private Clocks clock;
    private Path state;
    private Path inventory;
    private Path play;

    @Test
    void everyTaskIsDoneOnce() throws Exception {
        up(HOSTS);
        prepare();
        try {
            for (String seed : System.getProperty("chaos.seeds", "1").split(",")) {
                injected.clear();
                Random random = new Random(Long.parseLong(seed));
                while (injected.values().stream().mapToInt(i -> i).sum() < FAULTS) round(random);
                print(seed);
            }
        } finally {
            for (ChaosProxy proxy : proxies) proxy.close();
        }
        assertEquals(List.of(), lost);
    }

    private void print(String seed) {
        StringBuilder table = new StringBuilder(
                "chaos, seed " + seed + ": " + rounds + " applies of " + TASKS + " tasks on " + HOSTS + " hosts\n");
        for (Kind kind : Kind.values())
            table.append(String.format(
                    "  %-20s %4d%n", kind.name().toLowerCase(java.util.Locale.ROOT), injected.getOrDefault(kind, 0)));
        int all = injected.values().stream().mapToInt(i -> i).sum();
        table.append("  faults injected ")
                .append(all)
                .append(", hosts that told of one ")
                .append(told)
                .append(", lost ")
                .append(lost.size());
        System.out.println(table);
    }

    private void prepare() throws IOException {
        state = Files.createDirectories(directory.resolve("state"));
        clock = Clocks.of(directory);
        StringBuilder hosts =
                new StringBuilder("all:\n  vars:\n    ansible_user: root\n    ansible_ssh_private_key_file: "
                        + bed.key() + "\n    ansible_host: 127.0.0.1\n  hosts:\n");
        StringBuilder known = new StringBuilder();
        List<String> keys = Files.readAllLines(Path.of(bed.knownHosts()));
        for (int i = 1; i <= HOSTS; i++) {
            ChaosProxy proxy = new ChaosProxy(bed.address(i), sshds[i] = bed.sshd(i, clock.install(bed, i)));
            proxies.add(proxy);
            hosts.append("    host")
                    .append(i)
                    .append(": {ansible_port: ")
                    .append(proxy.port())
                    .append("}\n");
            String prefix = bed.address(i) + " ";
            keys.stream()
                    .filter(k -> k.startsWith(prefix))
                    .forEach(k -> known.append("[127.0.0.1]:")
                            .append(proxy.port())
                            .append(' ')
                            .append(k.substring(prefix.length()))
                            .append('\n'));
            bed.ssh(i, "mount -t tmpfs -o size=2m,mode=1777 tmpfs /tmp; mkdir -p /srv/count");
        }
        inventory = bed.file("chaos.yml", hosts.toString());
        Files.writeString(directory.resolve("known"), known);
        String tasks = IntStream.rangeClosed(1, TASKS)
                .mapToObj(i -> i % 2 == 0
                        ? "    - {name: wait " + i + ", shell: {cmd: 'sleep 0.3; echo x >/srv/count/wait" + i
                                + "', creates: /srv/count/wait" + i + "}}\n"
                        : "    - {name: count " + i + ", shell: {cmd: 'echo x >>/srv/count/" + i
                                + "', changes: always}}\n")
                .collect(Collectors.joining());
        play = bed.file(
                "chaos-play.yml",
                "- hosts: all\n  serial: [1, '40%', '100%']\n  tasks:\n" + tasks
                        + "    - {name: last, shell: {cmd: 'echo x >>/srv/count/last', changes: always}, notify: bell}\n"
                        + "  handlers:\n    - {name: bell, shell: {cmd: 'echo x >>/srv/count/bell', changes: always}}\n");
    }

    private Process drydock(Path out, String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Command.ROOT.resolve("bin/drydock").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("XDG_STATE_HOME", state.toString());
        builder.environment().putAll(clock.environment());
        return builder.start();
    }

    private Process apply(Path out) throws IOException {
        return drydock(
                out,
                "apply",
                "-i",
                inventory.toString(),
                "--known-hosts",
                directory.resolve("known").toString(),
                "--reconnect",
                "60",
                play.toString());
    }

    /** An apply with faults, resumed until it has come to its end. */
    private void round(Random random) throws Exception {
        rounds++;
        for (int i = 1; i <= HOSTS; i++) bed.ssh(i, "rm -f /srv/count/*");
        Path out = directory.resolve("out" + rounds);
        String earlier = run();
        Process process = apply(out);
        boolean more = true;
        for (int resumes = 0; ; ) {
            boolean ended = process.waitFor(300 + random.nextInt(1200), TimeUnit.MILLISECONDS);
            if (!ended && more) inject(random, process);
            more = injected.values().stream().mapToInt(i -> i).sum() < FAULTS;
            if (!ended) continue;
            int status = process.exitValue();
            if (status == 0 || status == 1 || status == 4 || resumes++ > 40) break;
            String run = run();
            if (run.equals(earlier)) process = apply(out); // it had not begun
            else process = drydock(directory.resolve("out" + rounds + "-" + resumes), "resume", run);
        }
        check();
    }

    /** The newest one; empty when there is none. */
    private String run() throws IOException {
        Path runs = state.resolve("drydock/runs");
        if (!Files.exists(runs)) return "";
        try (Stream<Path> all = Files.list(runs)) {
            return all.filter(Files::isDirectory)
                    .max(Comparator.comparingLong(
                            f -> f.resolve("journal.jsonl").toFile().lastModified()))
                    .map(f -> f.getFileName().toString())
                    .orElse("");
        }
    }

    private void inject(Random random, Process process) throws Exception {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        int host = 1 + random.nextInt(HOSTS);
        ChaosProxy proxy = proxies.get(host - 1);
        injected.merge(kind, 1, Integer::sum);
        switch (kind) {
            case CONTROLLER_KILLED -> {
                process.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            case CONTROLLER_STOPPED -> {
                Command.run(List.of("kill", "-STOP", String.valueOf(process.pid())));
                Thread.sleep(500 + random.nextInt(1500));
                Command.run(List.of("kill", "-CONT", String.valueOf(process.pid())));
            }
            case CONNECTION_CUT -> proxy.cut();
            case CONNECTION_STALLED -> proxy.stall(500 + random.nextInt(2500));
            case PACKET_TRUNCATED -> proxy.truncate();
            case SESSIONS_KILLED -> bed.ssh(host, "pkill -KILL -P \"$(pgrep -f '[/]etc/ssh/other')\" || :");
            case SSHD_RESTARTED -> {
                bed.ssh(host, "pkill -KILL -f '[/]etc/ssh/other' || :");
                Thread.sleep(random.nextInt(1500));
                listen(host);
            }
            case DISK_FULL -> bed.ssh(host, "head -c 4m /dev/zero >/tmp/full 2>/dev/null; sleep 0.4; rm -f /tmp/full");
            case HOST_RESTARTED -> {
                bed.restart(host);
                bed.ssh(host, "mount -t tmpfs -o size=2m,mode=1777 tmpfs /tmp");
                listen(host);
            }
            case HOST_CLOCK_SET -> clock.set(bed, host, offset(random));
            case CONTROLLER_CLOCK_SET -> clock.set(offset(random));
        }
    }

    private static String offset(Random random) {
        return OFFSETS.get(random.nextInt(OFFSETS.size()));
    }

    private void listen(int host) {
        bed.ssh(host, "/usr/sbin/sshd -f /etc/ssh/other" + sshds[host] + " -E /root/log" + sshds[host]);
    }

    /** Counters on the hosts, and what the journal says of them. */
    private void check() throws Exception {
        String run = run();
        Path report = directory.resolve("report" + rounds);
        Process reporting = drydock(report, "report", run, "--format", "json");
        assertTrue(reporting.waitFor(2, TimeUnit.MINUTES));
        Map<String, Map<?, ?>> hosts = new TreeMap<>();
        for (Object host : (Collection<?>) ((Map<?, ?>) Json.read(Files.readString(report))).get("hosts"))
            hosts.put((String) ((Map<?, ?>) host).get("host"), (Map<?, ?>) host);
        for (int i = 1; i <= HOSTS; i++) {
            String counts = bed.ssh(
                    i,
                    "cd /srv/count; for f in 1 3 5 7 9 11 13 15 17 19 last bell; do echo $f $(cat $f 2>/dev/null | wc -l); done");
            String left = bed.ssh(
                    i,
                    "ls -A /tmp | grep -v '^full$'; ls -A /run/drydock 2>/dev/null; ls -A /var/lib/drydock/programs 2>/dev/null; "
                            + "ps -eo args | grep -E '[#]drydock|^sleep 0[.]3|^tail -s' || :");
            Map<String, String> counted =
                    new TreeMap<>(counts.lines().collect(Collectors.toMap(l -> l.split(" ")[0], l -> l.split(" ")[1])));
            boolean fails = counted.containsValue("0");
            boolean isUntouched = counted.values().stream().allMatch("0"::equals);
            Map<?, ?> journal = Objects.requireNonNull(hosts.get("host" + i));
            String status = (String) Objects.requireNonNull(journal.get("status"));
            boolean isTold = TOLD.stream().anyMatch(journal.toString()::contains)
                    || isUntouched && List.of("unreachable", "not started").contains(status);
            if (fails && isTold) told++;
            boolean twice = counted.values().stream().anyMatch(n -> Integer.parseInt(n) > 1);
            if (twice || !isTold && (fails || !status.equals("changed")))
                lost.add("round " + rounds + " host" + i + " " + counted + "\n" + journal);
            if (!fails && !left.isBlank()) lost.add("round " + rounds + " host" + i + " left: " + left);
            if (fails) bed.ssh(i, "rm -rf /run/drydock/* /var/lib/drydock/programs/* /tmp/*");
        }
    }
}
