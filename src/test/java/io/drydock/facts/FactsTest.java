package io.drydock.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {
    private static final List<String> NAMES = List.of(
            "hostname",
            "uid",
            "cpus",
            "kernels",
            "kernel.release",
            "os.release",
            "os.legacy",
            "cgroup.mounts",
            "room",
            "docker.info",
            "docker.version",
            "docker_root.xfs_info",
            "init",
            "lsm",
            "memory_mb",
            "container",
            "sysctls",
            "package_managers",
            "reboot.files",
            "boot_loader",
            "kernel.options",
            "more.packages",
            "more.services",
            "more.mounts",
            "more.network",
            "more.users",
            "more.groups");

    @Test
    void anythingMakesFacts() {
        var random = new Random(7);
        for (int round = 0; round < 300; round++) {
            var raw = new HashMap<String, String>();
            NAMES.forEach(name -> raw.put(name, garbage(random)));
            var data = Facts.of(raw).data();
            assertEquals(Facts.shape(_ -> "").keySet(), data.keySet());
            assertTrue(data.toString().chars().noneMatch(c -> c == 0x1b || c == 0x9b || c == 0x202e));
        }
    }

    private static String garbage(Random random) {
        var alphabet = "0123456789-,.=|%/ \n\t\"'\\${}()abelvrc\u001b\u009b\u202e\0\ud83d";
        return random.ints(random.nextInt(40), 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    @Test
    void nothingMakesFactsToo() {
        var raw = new HashMap<String, String>();
        raw.put("kernels", null);
        var facts = Facts.of(raw);
        assertEquals(-1, facts.uid());
        assertEquals("none", facts.data().get("boot_loader"));
        assertEquals("/var/lib/docker", facts.docker().dataRoot());
    }

    @Test
    void valuesArePlainAndOfTheTypeDescribed() {
        var data = Facts.of(Map.of("kernel.options", "VETH=m\nLOCALVERSION=\"a=b\""))
                .data();
        assertEquals(Map.of("VETH", "m", "LOCALVERSION", "\"a=b\""), at(data, "kernel.options"));
        for (var fact : Facts.describe()) {
            var type = switch (at(data, fact.name())) {
                case String _ -> "string";
                case Long _ -> "number";
                case Boolean _ -> "boolean";
                case List<?> _ -> "list";
                case Map<?, ?> _ -> "map";
                default -> "?";
            };
            assertEquals(fact.type(), type, fact.name());
            assertEquals("leaf", at(Facts.shape(_ -> "leaf"), fact.name()));
        }
    }

    private static Object at(Object tree, String name) {
        for (var key : name.split("\\.")) {
            tree = ((Map<?, ?>) tree).get(key);
        }
        return tree;
    }

    @Test
    void statStandsInForDf() {
        var facts = Facts.of(Map.of(
                "room",
                "Filesystem Type 1024-blocks Used Available Capacity Mounted on",
                "room_stat",
                "overlayfs 262144 4096\next2/ext3 512 1024\nxfs 0 4096\nxfs 0 4096"));
        assertEquals(new FreeMb(1024, 0, 0), facts.freeMb());
        assertEquals("xfs", facts.dockerRoot().filesystem());
    }

    @Test
    void theDocumentationListsExactlyTheFacts() throws Exception {
        var file = Gatherer.HOME.resolve("docs/facts.md");
        list(file, "| Fact | Type | Meaning |\n|---|---|---|\n", Facts.describe());
        list(file, "| Asked for | Type | Meaning |\n|---|---|---|\n", FactSubset.describe());
    }

    private static void list(Path file, String start, List<FactDoc> facts) throws Exception {
        var rows = facts.stream()
                .map(fact -> "| `" + fact.name() + "` | " + fact.type() + " | " + fact.meaning() + " |\n")
                .collect(Collectors.joining());
        var text = Files.readString(file);
        int from = text.indexOf(start) + start.length();
        int to = text.indexOf("\n\n", from) + 1;
        if (Boolean.getBoolean("update")) {
            Files.writeString(file, text.substring(0, from) + rows + text.substring(to));
        } else {
            assertEquals(rows, text.substring(from, to));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "debian, '', DEBIAN",
        "linuxmint, ubuntu debian, DEBIAN",
        "raspbian, debian, DEBIAN",
        "amzn, centos rhel fedora, REDHAT",
        "ol, fedora, REDHAT",
        "rocky, rhel centos fedora, REDHAT",
        "sles, suse, SUSE",
        "opensuse-leap, suse opensuse, SUSE",
        "manjaro, arch, ARCH",
        "nobara, fedora, REDHAT",
        "unheard, of ubuntu, DEBIAN",
        "nixos, '', OTHER",
    })
    void families(String id, String like, Family family) {
        var release = "ID=" + id + "\nID_LIKE=\"" + like + "\"";
        assertEquals(family, Facts.of(Map.of("os.release", release)).os().family());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a b'   | \"a b\"",
                "it's     | \"it's\"",
                "a\"b$c\\d | \"a\\\"b\\$c\\\\d\"",
                "$(id) | \"$(id)\"",
                "plain | plain",
                "'\"' | '\"'",
            },
            quoteCharacter = '~')
    void osReleaseIsUnquotedAndNeverExpanded(String expected, String quoted) {
        var text = expected.startsWith("'") ? expected.substring(1, expected.length() - 1) : expected;
        assertEquals(text, Os.unquoted(quoted));
    }

    @Test
    void derivativesNameWhatTheyAreMadeOf() {
        var mint = Facts.of(Map.of("os.release", "ID=linuxmint\nVERSION_CODENAME=vanessa\nUBUNTU_CODENAME=jammy"))
                .os();
        assertEquals(List.of("vanessa", "jammy"), List.of(mint.codename(), mint.baseCodename()));
        var lmde = Facts.of(Map.of("os.release", "ID=linuxmint\nVERSION_CODENAME=faye\nDEBIAN_CODENAME=bookworm"))
                .os();
        assertEquals("bookworm", lmde.baseCodename());
        var debian = Facts.of(Map.of("os.release", "ID=debian\nVERSION_CODENAME=bookworm"))
                .os();
        assertEquals("bookworm", debian.baseCodename());
    }

    @ParameterizedTest
    @CsvSource({
        "devuan, daedalus, 12.5, bookworm",
        "kali, kali-rolling, kali-rolling, trixie",
        "parrot, lory, 12.8, bookworm",
        "devuan, excalibur, '', trixie",
        "pureos, landing, '', ''",
        "mx, bookworm, 12.5, bookworm",
        "debian, trixie, 13.1, trixie",
        "devuan, ceres, forky/sid, forky"
    })
    void derivativesOfDebianHaveCodeNamesOfTheirOwn(String id, String codename, String debian, String base) {
        var release = "ID=" + id + "\nID_LIKE=debian\nVERSION_CODENAME=" + codename;
        assertEquals(
                base,
                Facts.of(Map.of("os.release", release, "os.debian", debian))
                        .os()
                        .baseCodename());
    }

    @ParameterizedTest
    @CsvSource({
        "debian, 12, 12.5, '', 12.5",
        "debian, '', trixie/sid, '', ''",
        "devuan, 5, 12.5, '', 5",
        "centos, 7, '', CentOS Linux release 7.9.2009 (Core), 7.9",
        "centos, 9, '', CentOS Stream release 9, 9",
        "ubuntu, 22.04, bookworm/sid, '', 22.04"
    })
    void versionsHaveTheirReleaseWhereAFileTellsIt(
            String id, String versionId, String debian, String centos, String version) {
        var release = "ID=" + id + "\nVERSION_ID=" + versionId;
        assertEquals(
                version,
                Facts.of(Map.of("os.release", release, "os.debian", debian, "os.centos", centos))
                        .os()
                        .version());
    }

    @Test
    void ubuntuBeforeCodenamesHasOneInItsVersion() {
        var os = Facts.of(Map.of("os.release", "ID=ubuntu\nVERSION=\"14.04.6 LTS, Trusty Tahr\""))
                .os();
        assertEquals("trusty", os.codename());
        var old = Facts.of(Map.of("os.legacy", "debian_version=wheezy/sid")).os();
        assertEquals(List.of("debian", "wheezy"), List.of(old.id(), old.codename()));
    }
}
