package io.drydock.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactSubsetTest {
    private static final List<String> SECTIONS = List.of("facts.sh", "facts_more.sh");

    @TempDir
    Path root;

    static Stream<List<String>> shells() {
        return Gatherer.shells();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void thisMachine(List<String> shell) throws Exception {
        var data = Facts.of(Gatherer.gather(shell, "", SECTIONS)).data();
        assertEquals(0L, at(data, "users", "root", "uid"));
        assertEquals(0L, at(data, "groups", "root", "gid"));
        assertTrue(at(data, "network", "interfaces", "lo", "ipv4") instanceof List<?>);
        var mounts = (List<?>) data.get("mounts");
        assertTrue(mounts.stream().anyMatch(m -> ((Map<?, ?>) m).get("mount").equals("/")), mounts.toString());
        if (!Files.exists(Path.of("/usr/bin/dpkg-query"))) return;
        var packages = (Map<?, ?>) data.get("packages");
        assertTrue(packages.containsKey("dpkg") && packages.size() > 50, "" + packages.size());
        assertEquals("apt", ((Map<?, ?>) ((List<?>) packages.get("dpkg")).getFirst()).get("source"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void rpmAndSystemd(List<String> shell) throws Exception {
        Files.createDirectories(root.resolve("var/lib/rpm/db"));
        Files.createDirectories(root.resolve("run/systemd/system"));
        program("rpm", "printf 'kernel\\t6.1\\t1.el9\\t\\tx86_64\\trpm\\nkernel\\t6.2\\t1.el9\\t4\\tx86_64\\trpm\\n'");
        program("systemctl", """
                case $* in
                  *list-units*)
                    echo 'nginx.service     loaded    active   running a web server'
                    echo '\u25cf odd.service loaded    failed   failed  odd'
                    echo 'once.service      loaded    active   exited  once'
                    echo '\u25cf gone.service not-found inactive dead gone.service' ;;
                  *list-unit-files*)
                    echo 'nginx.service  enabled enabled'
                    echo 'odd.service    static  -'
                    echo 'idle.service   disabled enabled' ;;
                esac""");
        var data = Facts.of(Gatherer.gather(shell, root.toString(), SECTIONS)).data();
        assertEquals(2, ((List<?>) at(data, "packages", "kernel")).size());
        assertEquals(
                "{nginx.service=running enabled, odd.service=failed static, once.service=stopped unknown, "
                        + "gone.service=stopped not-found, idle.service=stopped disabled}",
                services(data).toString());
    }

    private static Map<String, String> services(Map<String, Object> data) {
        var services = new java.util.LinkedHashMap<String, String>();
        ((Map<?, ?>) data.get("services"))
                .forEach((name, service) -> services.put(
                        name.toString(),
                        ((Map<?, ?>) service).get("state") + " " + ((Map<?, ?>) service).get("status")));
        return services;
    }

    @ParameterizedTest
    @MethodSource("shells")
    void alpineAndArch(List<String> shell) throws Exception {
        Files.createDirectories(root.resolve("lib/apk/db"));
        Files.writeString(
                root.resolve("lib/apk/db/installed"),
                "P:musl\nV:1.2.5-r0\nA:x86_64\n\nP:busybox\nV:1.36.1-r29\nA:x86_64\n");
        Files.createDirectories(root.resolve("run/openrc"));
        program("pacman", "echo 'docker 1:24.0.7-1'");
        program("rc-update", "echo '  sshd |      default'; echo '  crond |'");
        program(
                "rc-status",
                "echo 'Runlevel: default'; echo ' sshd      [  started  ]'; echo ' crond     [  stopped  ]'");
        var data = Facts.of(Gatherer.gather(shell, root.toString(), SECTIONS)).data();
        assertEquals(
                "[{name=musl, version=1.2.5, release=r0, epoch=, arch=x86_64, source=apk}]",
                at(data, "packages", "musl").toString());
        assertEquals(
                "[{name=docker, version=24.0.7, release=1, epoch=1, arch=, source=pacman}]",
                at(data, "packages", "docker").toString());
        assertEquals(
                "{sshd=running enabled, crond=stopped disabled}", services(data).toString());
    }

    /** A host without any of the tools tells empty tables, not none. */
    @Test
    void nothingToAsk() throws Exception {
        var data = Facts.of(Gatherer.gather(List.of("/bin/sh"), root.toString(), SECTIONS))
                .data();
        for (var subset : List.of("packages", "services", "users", "groups"))
            assertEquals(Map.of(), data.get(subset), subset);
        assertEquals(List.of(), data.get("mounts"));
        assertEquals("", at(data, "network", "default_ipv4", "address"));
    }

    @Test
    void whatWasNotAskedForIsNotThere() {
        assertFalse(Facts.of(Map.of("hostname", "web1")).data().containsKey("packages"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void hostileHostsAreOnlyData(List<String> shell) throws Exception {
        var marker = root.resolve("pwned");
        var attack = "$(touch " + marker + ")`touch " + marker + "`";
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(
                root.resolve("etc/passwd"),
                attack + ":x:1:2:\u001b[31mred\u202e:/home/a b:/bin/sh\nshort:x\nbig:x:99999999999999999999:1::/:\n");
        program("ip", "yes 'eth0 inet 192.0.2.1/24 " + "x".repeat(200) + "' | head -n 20000");
        program(
                "dpkg-query",
                "i=0; while [ $i -lt 40000 ]; do echo \"ii \tp$i\t1\t\t\tall\tapt\"; i=$((i+1)); done | cat; yes x | head -c 9000000");
        var data = Facts.of(Gatherer.gather(shell, root.toString(), SECTIONS)).data();
        assertFalse(Files.exists(marker));
        assertEquals("[31mred", at(data, "users", attack, "gecos"));
        assertEquals("/home/a b", at(data, "users", attack, "home"));
        assertEquals(0L, at(data, "users", "big", "uid"));
        assertTrue(((Map<?, ?>) data.get("packages")).size() <= 40_000);
    }

    @Test
    void tablesAreReadToTheirLimitAndNoFurther() {
        var row = "a".repeat(100) + "\t1\n";
        var facts = Facts.of(new HashMap<>(Map.of("more.packages", row.repeat(20_000) + "end\t1\n")))
                .data();
        assertFalse(((Map<?, ?>) facts.get("packages")).containsKey("end"));
        assertFalse(((Map<?, ?>) facts.get("packages")).containsKey("a\t1"));
    }

    private void program(String name, String text) throws Exception {
        Files.createDirectories(root.resolve("usr/bin"));
        var file = Files.writeString(root.resolve("usr/bin/" + name), "#!/bin/sh\n" + text + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private static Object at(Object tree, String... names) {
        for (var name : names) tree = ((Map<?, ?>) tree).get(name);
        return tree;
    }
}
