package io.drydock.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.vault.VaultKeyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryTest {
    @TempDir
    Path dir;

    private final Diagnostics problems = new Diagnostics();

    private void write(String file, String text) throws IOException {
        Files.createDirectories(dir.resolve(file).getParent());
        Files.writeString(dir.resolve(file), text);
    }

    private Optional<Inventory> read(String text) throws IOException {
        write("hosts.yml", text);
        return Inventory.read(dir.resolve("hosts.yml"), problems);
    }

    private Inventory sound(String text) throws IOException {
        Optional<Inventory> inventory = read(text);
        assertEquals(List.of(), problems.all());
        return inventory.orElseThrow();
    }

    private List<String> messages() {
        return problems.all().stream()
                .map(p -> "%s:%d:%d %s | %s"
                        .formatted(
                                Path.of(p.pos().file()).getFileName(),
                                p.pos().line(),
                                p.pos().column(),
                                p.message(),
                                p.remedy()))
                .toList();
    }

    private static List<String> names(List<Host> hosts) {
        return hosts.stream().map(Host::name).toList();
    }

    private static String vars(Inventory inventory, String host) {
        var data = new TreeMap<String, Object>();
        inventory.host(host).orElseThrow().vars().forEach((name, value) -> data.put(name, value.data()));
        return data.toString();
    }

    private static final String NESTED = """
      all:
        hosts:
          alone:
        vars: {from: all, weakest: all}
        children:
          site:
            vars: {from: site, a: site}
            children:
              web:
                vars: {from: web}
                hosts:
                  web[08:10].example: {rack: 1}
                  web09.example: {rack: 2}
              zone:
                vars: {from: zone}
                hosts: {web08.example: }
          db:
            hosts: db-[a:c]
      web:
        vars: {extra: 1}
        hosts:
          late: {from: late}
      """;

    @Test
    void mergesGroupsAndExpandsRangesInTheirOrder() throws IOException {
        Inventory inventory = sound(NESTED);
        assertEquals(
                List.of("alone", "db-a", "db-b", "db-c", "web08.example", "web09.example", "web10.example", "late"),
                names(inventory.hosts()));
        assertEquals(Set.of("all", "ungrouped", "site", "web", "zone", "db"), inventory.groups());
        assertEquals(
                List.of("web08.example", "web09.example", "web10.example", "late"), names(inventory.inGroup("site")));
        assertEquals(List.of("alone"), names(inventory.inGroup("ungrouped")));
        assertEquals(
                List.of("site", "web", "zone"),
                inventory.host("web08.example").orElseThrow().groups());
        assertEquals(8, inventory.inGroup("all").size());
        assertEquals(
                new SourcePos(dir.resolve("hosts.yml").toString(), 12, 13),
                inventory.host("web10.example").orElseThrow().pos());
    }

    @Test
    void strongerPlacesOverrideWeakerOnes() throws IOException {
        Inventory inventory = sound(NESTED);
        assertEquals("{from=all, weakest=all}", vars(inventory, "alone"));
        assertEquals("{a=site, extra=1, from=zone, rack=1, weakest=all}", vars(inventory, "web08.example"));
        assertEquals("{a=site, extra=1, from=web, rack=2, weakest=all}", vars(inventory, "web09.example"));
        assertEquals("{a=site, extra=1, from=late, weakest=all}", vars(inventory, "late"));
    }

    @Test
    void readsVariablesBesideTheInventory() throws IOException {
        write("group_vars/all.yml", "from: all file\nweakest: all file\n");
        write("group_vars/web/10.yml", "{x: 10, y: 10}");
        write("group_vars/web/20.yaml", "{x: 20}");
        write("group_vars/web/.hidden.yml", "{x: hidden}");
        write("group_vars/web/20.yaml~", "{x: backup}");
        write("group_vars/other.yml", "not: [valid");
        write("host_vars/late", "{from: late file}");
        write("host_vars/web09.example.yml", "# nothing\n");
        Inventory inventory = sound(NESTED);
        assertEquals(
                "{a=site, extra=1, from=all file, rack=2, weakest=all file, x=20, y=10}",
                vars(inventory, "web09.example"));
        assertEquals("{a=site, extra=1, from=late file, weakest=all file, x=20, y=10}", vars(inventory, "late"));
    }

    @Test
    void reportsEveryProblemOfGroups() throws IOException {
        write("group_vars/web.yml", "- a\n");
        write("group_vars/db.yml", "$ANSIBLE_VAULT;1.1;AES256\n6162\n");
        read("""
        all:
          hots: {a: }
          children:
            web: {hosts: [a, b], vars: 1}
            db: {hosts: {x: , "y:zz": , "w[5:1]": , 'a;b': , z: 1}}
            loop: {children: {inner: {children: {loop: }}}}
            bad name: {hosts: {c: }}
        web: {hosts: {w: }}
        """);
        assertEquals(
                List.of(
                        "hosts.yml:2:3 unknown key \"hots\" in group \"all\" | did you mean \"hosts\"?",
                        "hosts.yml:4:18 hosts must be a mapping | write each host as \"name:\", such as  a:  in the place of  - a",
                        "hosts.yml:4:32 vars must be a mapping | write each variable as \"name: value\"",
                        "hosts.yml:5:23 \"y:zz\" is not a host name | a colon is followed by a port: web1:2222, [2001:db8::1]:2222",
                        "hosts.yml:5:33 the range [5:1] is empty | write it as [first:last] or [first:last:step]",
                        "hosts.yml:5:45 \"a;b\" is not a host name | names are made of letters, digits and _ . - @ +",
                        "hosts.yml:5:57 host \"z\" must be a mapping of variables | write each variable as \"name: value\"",
                        "hosts.yml:6:42 group \"loop\" would contain itself: loop > inner > loop | remove it here",
                        "hosts.yml:7:5 \"bad name\" is not a group name | names are made of letters, digits and _ . - @ +",
                        "db.yml:0:0 the file is a damaged vault: it is cut off | bring back the text as ansible-vault or drydock vault has written it",
                        "web.yml:1:1 a variables file must be a mapping | write each variable as \"name: value\""),
                messages());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
      ansible_hots: x | 2:5 unknown variable "ansible_hots" | did you mean "ansible_host"?
      ansible_sudo_password: x | 2:5 unknown variable "ansible_sudo_password" | write ansible_sudo_pass
      ansible_port: 70000 | 2:19 ansible_port must be a number from 1 to 65535 | such as ansible_port: 2222, in decimal digits
      ansible_become: maybe | 2:21 ansible_become must be true or false | write ansible_become: true
      ansible_connection: winrm | 2:25 ansible_connection must be ssh or local | leave it out for ssh; write local for this machine
      ansible_host: [a] | 2:19 ansible_host must be a text | write one value, not a list or a mapping
      ansible_host: "a b" | 2:19 ansible_host must be a name or an address | such as ansible_host: 192.0.2.10
      ansible_become_method: pbrun | 2:28 ansible_become_method must be sudo, su or doas | write sudo, su or doas, whichever the host has, or log in as root
      ansible_ssh_common_args: "-W bastion:22" | 2:30 "-W": it is not obeyed | write the host it leads to as a jump host, -J HOST, or in a ProxyCommand
      ansible_ssh_timeout: soon | 2:26 ansible_ssh_timeout must be a whole number | such as ansible_ssh_timeout: 30
      ansible_ssh_extra_args: -p 70000 | 2:29 Port cannot be "70000" | it is a number from 1 to 65535
      ansible_ssh_args: -C -o ProxyComand=x | 2:23 unknown option "proxycomand" of ssh | did you mean "ProxyCommand"?
      ansible_ssh_executable: /opt/wrapper | 2:29 ansible_ssh_executable: Drydock connects by itself, and runs no ssh | remove it
      ansible_shell_type: powershell | 2:25 ansible_shell_type: Drydock works on hosts that have a POSIX sh | remove it
      ansible_su: yes | 2:5 unknown variable "ansible_su" | write ansible_become
      item: 1 | 2:5 the variable "item" is Drydock's own | give yours another name
      inventory_hostname: x | 2:5 the variable "inventory_hostname" is Drydock's own | give yours another name
      """)
    void checksAnsibleVariables(String vars, String message, String remedy) throws IOException {
        read("web: {hosts: {a: }, vars: {\n    " + vars + " }}\n");
        String expected = "hosts.yml:" + message + " | " + (remedy == null ? "" : remedy);
        assertTrue(messages().contains(expected), messages().toString());
    }

    /** No number wraps around, and none is taken for another one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "65536",
                "99999999999",
                "99999999999999999999",
                "0x16",
                "022",
                "1e3",
                "1.5",
                ".nan",
                "' 22'",
                "2_2",
                "'٢٢'"
            })
    void aPortIsAPort(String port) throws IOException {
        read("web: {hosts: {a: {ansible_port: " + port + "}}}\n");
        assertEquals(
                List.of(
                        "hosts.yml:1:33 ansible_port must be a number from 1 to 65535 | such as ansible_port: 2222, in decimal digits"),
                messages());
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "1.5", "0x10", "1e3", ".inf", "' 1'", "[1]"})
    void aPriorityIsAWholeNumber(String priority) throws IOException {
        read("web: {hosts: {a: }, vars: {ansible_group_priority: " + priority + "}}\n");
        assertEquals(
                List.of("hosts.yml:1:52 ansible_group_priority must be a whole number of at most 9 digits"
                        + " | such as 10; the groups of higher numbers win"),
                messages());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a[1:99999999999]",
                "a[99999999999:1]",
                "a[1:999999999]",
                "a[-1:5]",
                "a[1:5:0]",
                "a[1:5:99999999999]",
                "a[0x1:5]",
                "a[1.5:2]",
                "a[1:1000][1:1001]",
                "a[5:1]"
            })
    void aRangeHasItsPlace(String range) throws IOException {
        read("web: {hosts: {'" + range + "': }}\n");
        assertEquals(1, messages().size(), messages().toString());
        assertTrue(
                messages().getFirst().startsWith("hosts.yml:1:15 "), messages().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
      ansible_host_key_checking: false | ansible_host_key_checking: keys of hosts that are not known yet are taken, and a changed key is refused even so
      """)
    void warnsAboutSettingsThatAreNotObeyed(String vars, String warning) throws IOException {
        sound("web: {hosts: {a: }, vars: {\n    " + vars + " }}\n");
        assertEquals(
                List.of(warning),
                problems.warnings().stream().map(p -> p.message()).toList());
    }

    @Test
    void letsAnsibleUsersKeepTheirSettings() throws IOException {
        sound(
                "web: {hosts: {a: {ansible_python_interpreter: /usr/bin/python3, ansible_become_flags: '-H -S -n', ansible_become_method: community.general.sudo,"
                        + " ansible_ssh_common_args: '-C -o ControlMaster=auto -o ControlPersist=60s', ansible_ssh_executable: /usr/bin/ssh}},"
                        + " vars: {ansible_port: \"${port}\", ansible_ssh_pipelining: yes, ansible_become: no}}");
        sound("web: {hosts: {a: {ansible_python_interpreter: /usr/bin/python3, ansible_become_flags: '-H -S -n',"
                + " ansible_ssh_common_args: '-C -o ControlMaster=auto -o ControlPersist=60s -J bastion -p 2222', ansible_ssh_executable: /usr/bin/ssh}},"
                + " vars: {ansible_port: \"${port}\", ansible_ssh_pipelining: yes, ansible_become: no}}");
        assertEquals(List.of(), problems.warnings());
    }

    @Test
    void saysWhatAnInventoryIsThatHasNoHosts() throws IOException {
        assertEquals(Optional.empty(), read("- a\n- b\n"));
        assertEquals(Optional.empty(), Inventory.read(dir.resolve("missing"), problems));
        assertEquals(
                List.of("an inventory must be a mapping of groups", "there is no inventory " + dir.resolve("missing")),
                problems.all().stream().map(p -> p.message()).toList());
    }

    @Test
    void refusesPluginsAndToml() throws IOException {
        assertEquals(Optional.empty(), read("plugin: constructed\ngroups: {}\n"));
        write("hosts.toml", "[web.hosts]\nweb1 = {}\n");
        assertEquals(Optional.empty(), Inventory.read(dir.resolve("hosts.toml"), problems));
        assertEquals(
                List.of(
                        "hosts.yml:0:0 this is for a plugin of Ansible; Drydock has no plugins | save what it says: ansible-inventory -i FILE.yml --list --yaml > inventory.yml",
                        "hosts.toml:0:0 this is an inventory of TOML; Drydock reads YAML, JSON and INI | save what it says: ansible-inventory -i FILE.toml --list --yaml > inventory.yml"),
                messages().stream().map(m -> m.replace(dir + "/hosts", "FILE")).toList());
    }

    /** A disk on which every file is executable makes no program of one. */
    @Test
    void anExecutableTextIsNoProgram() throws IOException {
        write("hosts.yml", "all: {hosts: {a: }}\n");
        assertTrue(dir.resolve("hosts.yml").toFile().setExecutable(true));
        assertEquals(List.of("a"), names(sound("all: {hosts: {a: }}\n").hosts()));
    }

    @Test
    void endingsOfLinesAndAMarkOfByteOrderMakeNoDifference() throws IOException {
        assertEquals("{a=1, b=x}", vars(sound("\uFEFF[web]\r\nw1 a=1\r\n[web:vars]\r\nb = x\r\n"), "w1"));
        assertEquals("{a=1}", vars(sound("w1 a=1"), "w1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
      [web]\\nw1 a                     | 2:4 this is no variable of the host
      [web]\\nw1 a = 1                 | 2:4 this is no variable of the host
      [web]\\nw1 a='x                  | 2:6 this quote is never closed
      [web]\\nw1 a="x\\               | 2:6 this quote is never closed
      [web]\\nw1 a=x\\                | 2:7 a backslash at the end of the line
      [web]\\na=1                      | 2:1 "a=..." is not a host name
      [web]\\nw1:                      | 2:1 "w1:" is not a host name
      [web]\\nw1:x                     | 2:1 "w1:x" is not a host name
      [web]\\nw[2:1]                   | 2:1 the range [2:1] is empty
      [web]\\nw1 ansible_port=x        | 2:17 ansible_port must be a number from 1 to 65535
      [web]\\nw1:70000                 | 2:4 ansible_port must be a number from 1 to 65535
      [web]\\nw1 ansible_prot=22       | 2:4 unknown variable "ansible_prot"
      [web]\\nw1\\n[web:var]\\nx        | 3:6 unknown kind of section "var"
      [web]\\nw1\\n[we b]\\nx           | 3:1 "[we b]" is not a section
      [web] ; x\\nw1                   | 1:1 "[web] ; x" is not a section
      [web]\\nw1\\n[web:vars]\\nx       | 4:1 "x" has no value
      [web]\\nw1\\n[web:vars]\\nx: 1    | 4:1 "x" has no value
      [web]\\nw1\\n[wbe:vars]\\nx=1     | 3:2 no group is named "wbe"
      [web]\\nw1\\n[s:children]\\nwbe   | 4:1 no group is named "wbe"
      [web]\\nw1\\n[s:children]\\nweb x | 4:1 "web x" is not the name of a group
      [web]\\nw1\\n[web:children]\\nweb | 4:1 group "web" would contain itself: web > web
      [a:children]\\nb\\n[b:children]\\na\\n[c]\\nx | 4:1 group "a" would contain itself: a > b > a
      [web]\\nw1\\n[web:children]\\nall | 4:1 group "all" would contain itself: all > web > all
      [web]\\nw1\\n[web:vars]\\nansible_group_priority=high | 4:24 ansible_group_priority must be a whole number of at most 9 digits
      """)
    void reportsWhatIsWrongWithIni(String text, String problem) throws IOException {
        read(text.replace("\\n", "\n").replace("@", "\\"));
        assertEquals("hosts.yml:" + problem, messages().getFirst().replaceFirst(" \\| .*", ""));
    }

    @Test
    void warnsWhereAnsibleSurprises() throws IOException {
        sound("w1 a=x#y\nw1:22\n[web]\nw2\n[web:vars]\nb = x # y\nc = #fff\nd = 1 # one\n[w1]\nw2\n");
        assertEquals(
                List.of(
                        "1:7 # begins a comment here, as in Ansible",
                        "2:4 the port of w1 is not taken from here, for the host is named before",
                        "6:7 # begins no comment here, but belongs to the value, as in Ansible",
                        "1:1 \"w1\" is the name of a host and of a group"),
                problems.warnings().stream()
                        .map(w -> w.pos().line() + ":" + w.pos().column() + " " + w.message())
                        .toList());
    }

    @Test
    void refusesAnEmptyInventory() throws IOException {
        assertEquals(Optional.empty(), read("all: {children: {web: }}"));
        assertEquals(
                List.of(
                        "hosts.yml:0:0 the inventory has no hosts | for example: all: {hosts: {web1: }}, or of INI just: web1"),
                messages());
    }

    private Optional<Inventory> from(String... sources) {
        return Inventory.read(List.of(sources), List.of(), VaultKeyring.EMPTY, problems, problems);
    }

    @Test
    void takesNamesWithoutAFile() {
        Inventory inventory = from("b, a[1:2] ,,b").orElseThrow();
        assertEquals(List.of("b", "a1", "a2"), names(inventory.hosts()));
        assertEquals(List.of("ungrouped"), inventory.hosts().getFirst().groups());
        assertTrue(problems.isEmpty());
        assertEquals(Optional.empty(), from("a b,"));
        assertEquals(1, problems.all().size());
    }

    @Test
    void cyclesAcrossInventoriesAreNamed() throws IOException {
        write("one", "[a:children]\nb\n[b]\nh\n");
        write("two.yml", "b: {children: {a: }}\n");
        from(dir.resolve("one").toString(), dir.resolve("two.yml").toString());
        assertEquals(List.of("two.yml:1:16 group \"a\" would contain itself: a > b > a | remove it here"), messages());
    }

    @Test
    void thisMachineIsAlwaysThere() throws IOException {
        write("host_vars/localhost.yml", "mine: 1\n");
        Inventory inventory = sound("all: {vars: {a: 1}, hosts: {web1: }}");
        assertEquals("{a=1, ansible_connection=local, mine=1}", vars(inventory, "localhost"));
        assertEquals("{a=1, ansible_connection=local}", vars(inventory, "::1"));
        assertEquals(List.of(), inventory.host("127.0.0.1").orElseThrow().groups());
        assertEquals(List.of("web1"), names(inventory.hosts()));
        Inventory named = sound("all: {hosts: {127.0.0.1: {b: 1}}}");
        assertEquals("127.0.0.1", named.host("localhost").orElseThrow().name());
    }

    private Path program(String text) throws IOException {
        write("inv.sh", "#!/bin/sh\n" + text);
        assertTrue(dir.resolve("inv.sh").toFile().setExecutable(true));
        return dir.resolve("inv.sh");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
      echo no >&2; exit 3                       | inv.sh --list:0:0 the inventory program ended with status 3: no
      true                                      | inv.sh --list:0:0 the inventory program prints nothing
      echo hello                                | inv.sh --list:0:0 this prints no JSON object
      echo '{"a": ['                            | inv.sh --list:0:0 this is no JSON: line 2, column 1
      echo '{"a": {"hosts": "x"}}'              | inv.sh --list:1:17 the hosts of group "a" must be a list of names
      echo '{"a": {"hosts": ["x y"]}}'          | inv.sh --list:1:18 "x y" is not a host name
      echo '{"a": {"children": ["a"]}}'         | inv.sh --list:1:21 group "a" would contain itself: a > a
      [ $1 = --host ] && exit 1; echo '{"a": ["x"]}' | inv.sh --host x:0:0 the inventory program ended with status 1
      """)
    void reportsWhatAProgramDoesWrong(String text, String problem) throws IOException {
        Inventory.read(program(text), problems);
        assertEquals(problem, messages().getFirst().replaceFirst(" \\| .*", "").replaceFirst(": Unexpected.*", ""));
    }

    @Test
    void saysHowAProgramIsMadeOne() throws IOException {
        write("inv.sh", "#!/bin/sh\necho {}\n");
        assertEquals(Optional.empty(), Inventory.read(dir.resolve("inv.sh"), problems));
        assertEquals(
                List.of("inv.sh:0:0 this is a program, and may not be executed | make it executable: chmod +x "
                        + dir.resolve("inv.sh")),
                messages());
    }

    /** A folder that links to itself ends. */
    @Test
    void foldersMayLinkToThemselves() throws IOException {
        write("inv/hosts", "w1\n");
        Files.createSymbolicLink(dir.resolve("inv/again"), dir.resolve("inv"));
        assertEquals(
                List.of("w1"),
                names(Inventory.read(dir.resolve("inv"), problems).orElseThrow().hosts()));
    }

    @Test
    void saysWhichFilesOfAFolderAreNotRead() throws IOException {
        write("inv/hosts.ini", "w1\n");
        assertEquals(Optional.empty(), Inventory.read(dir.resolve("inv"), problems));
        assertEquals(
                List.of("of a folder no file is read that ends in .ini, .cfg, .txt, .md, .bak or ~; name it: -i "
                        + dir.resolve("inv/FILE")),
                problems.all().stream().map(w -> w.remedy()).toList());
    }

    @Test
    void saysWhichVariablesAreNotRead() throws IOException {
        write("group_vars/web/a.yml", "x: folder\n");
        write("group_vars/web.yml", "x: file\n");
        assertEquals("{x=folder}", vars(sound("[web]\nw1\n"), "w1"));
        assertEquals(
                List.of("not read, for " + dir.resolve("group_vars/web") + " is there, as in Ansible"),
                problems.warnings().stream().map(w -> w.message()).toList());
    }

    @Test
    void handlesAHundredThousandHostsInLinearTime() throws IOException {
        StringBuilder text = new StringBuilder("all:\n  vars: {v: 1}\n  children:\n");
        StringBuilder limit = new StringBuilder();
        for (int group = 0; group < 100; group++) {
            text.append("    g%d:\n      vars: {w: %d}\n      hosts:\n".formatted(group, group));
            text.append("        h%d-[0:999]: {ansible_user: admin}\n".formatted(group));
            for (int host = 0; host < 1000; host++) {
                limit.append("h%d-%d\n".formatted(group, host));
            }
        }
        write("limit", limit.toString());
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            Inventory inventory = sound(text.toString());
            assertEquals(100_000, inventory.hosts().size());
            var pattern =
                    HostPattern.parse("@" + dir.resolve("limit") + ",!g1,&h*:!~h2-", SourcePos.of("--limit"), problems);
            pattern.orElseThrow().check(inventory, problems);
            assertEquals(98_000, pattern.orElseThrow().select(inventory).size());
            assertTrue(problems.isEmpty());
        });
    }
}
