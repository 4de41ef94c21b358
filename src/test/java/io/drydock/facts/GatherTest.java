package io.drydock.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GatherTest {
    private static final Path CASES = Gatherer.HOME.resolve("src/test/cases/facts");

    @TempDir
    Path root;

    static Stream<List<String>> shells() {
        return Gatherer.shells();
    }

    static List<String> hosts() throws IOException {
        try (var files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void thisMachine(List<String> shell) throws Exception {
        var facts = Facts.of(Gatherer.gather(shell, ""));
        assertEquals(
                Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip(),
                facts.kernel().release());
        assertEquals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"), (int) facts.uid());
        assertEquals(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip(), facts.hostname());
        assertTrue(Runtime.getRuntime().availableProcessors() <= facts.cpus());
        assertTrue(facts.memoryMb() > 0 && facts.freeMb().root() > 0, facts.toString());
        assertTrue(facts.filesystems().contains("proc"));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void otherHosts(String name) throws Exception {
        var host = HostTree.read(CASES.resolve(name));
        host.unpack(root);
        var data = leaves(
                "",
                Facts.of(Gatherer.gather(List.of("/bin/sh"), root.toString())).data());
        var found = host.expected(HostTree.EXPECT)
                .lines()
                .map(line -> line.substring(0, line.indexOf(':')))
                .map(fact -> fact + ": " + data.get(fact) + "\n")
                .collect(Collectors.joining());
        if (Boolean.getBoolean("update")) {
            host.expect(HostTree.EXPECT, found);
        } else {
            assertEquals(host.expected(HostTree.EXPECT), found);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void hostileHostsAreOnlyData(List<String> shell) throws Exception {
        var marker = root.resolve("pwned");
        var attack = "'; touch " + marker + "; $(touch " + marker + ") `touch " + marker + "` \" \\";
        write(
                "etc/os-release",
                "ID=\"" + attack + "\"\nNAME=\u001b[31m" + attack + "\nPRETTY_NAME=" + "x".repeat(1 << 20)
                        + "\nmark fact 0 8 1\nuid0\ntouch " + marker + "\n=uid\n0\n");
        write("proc/sys/kernel/osrelease", "../../" + attack);
        write("proc/sys/kernel/hostname", "a\u0007b\u009b1m\u202ec");
        write("proc/cmdline", "y".repeat(20_000));
        write("etc/docker/daemon.json", "{\"data-root\": \"/$(touch " + marker + ")\"}");
        write("lib/modules/1.0 -v " + "$(id)/vmlinuz", "");
        write("proc/meminfo", "MemTotal: system(\"touch " + marker + "\") kB\n");
        write("sys/devices/system/cpu/online", "0-999999999999999999999,;id");
        var raw = Gatherer.gather(shell, root.toString());
        var facts = Facts.of(raw);
        assertFalse(Files.exists(marker));
        assertTrue(raw.values().stream().allMatch(value -> value.length() <= RawFacts.TEXT_LIMIT));
        assertEquals(attack, facts.os().id());
        assertTrue(facts.os().name().startsWith("[31m'; touch "), facts.os().name());
        assertEquals(1012, facts.os().prettyName().length());
        assertEquals("ab1mc", facts.hostname());
        assertEquals(RawFacts.TEXT_LIMIT, facts.commandLine().length());
        assertEquals(0, facts.memoryMb());
        assertEquals(List.of("1.0 -v $(id)"), facts.kernels());
    }

    @Test
    void theEngineIsAskedThroughItsSocket() throws Exception {
        write(
                "usr/bin/docker",
                "#!/bin/sh\n[ \"$3\" = info ] && echo 'WARNING: x' >&2 && echo '=info|27.1.1|systemd|overlay2|/data|[[Backing Filesystem extfs]]'");
        root.resolve("usr/bin/docker").toFile().setExecutable(true);
        Files.createDirectories(root.resolve("run"));
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("run/docker.sock")));
            assertEquals(
                    new Docker(true, "27.1.1", true, "systemd", "overlay2", "/data", "", "classic", "", ""),
                    Facts.of(Gatherer.gather(List.of("/bin/sh"), root.toString()))
                            .docker());
        }
    }

    @Test
    void anEngineThatIsTooNewForItsClientIsToldOf() throws Exception {
        write(
                "usr/bin/docker",
                "#!/bin/sh\necho 'Error response from daemon: client version 1.41 is too old. Minimum supported API version is 1.44, please upgrade' >&2; exit 1");
        root.resolve("usr/bin/docker").toFile().setExecutable(true);
        Files.createDirectories(root.resolve("run"));
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("run/docker.sock")));
            var facts = Facts.of(Gatherer.gather(List.of("/bin/sh"), root.toString()));
            assertEquals(
                    "1.41 is too old. Minimum supported API version is 1.44, please upgrade",
                    facts.docker().refusedClient());
            assertEquals("", facts.docker().imageStore());
        }
    }

    @Test
    void aHostWithNothing() throws Exception {
        var facts = Facts.of(Gatherer.gather(List.of("/bin/sh"), root.toString()));
        assertEquals("linux", facts.os().id());
        assertEquals(Init.NONE, facts.init());
        assertEquals(List.of(), facts.modules().missing());
        assertEquals("none", facts.virtualization());
    }

    private void write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> leaves(String prefix, Map<String, Object> tree) {
        var leaves = new TreeMap<String, Object>();
        tree.forEach((name, value) -> {
            leaves.put(prefix + name, value);
            if (value instanceof Map<?, ?> nested) {
                leaves.putAll(leaves(prefix + name + ".", (Map<String, Object>) nested));
            }
        });
        return leaves;
    }
}
