package io.drydock.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPatternTest {
    @TempDir
    Path dir;

    private final Diagnostics problems = new Diagnostics();
    private Inventory inventory;

    @BeforeEach
    void readInventory() throws IOException {
        Path file = Files.writeString(dir.resolve("hosts.yml"), """
        all:
          hosts: {solo: }
          children:
            web: {hosts: {"web[1:4]": }}
            db: {hosts: {db1: , db2: , web4: }}
            old: {hosts: {web2: , db1: }}
            empty:
        """);
        inventory = Inventory.read(file, problems).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
      all            | solo web1 web2 web3 web4 db1 db2
      *              | solo web1 web2 web3 web4 db1 db2
      ungrouped      | solo
      db1            | db1
      db:web2        | db1 db2 web4 web2
      db,web2        | db1 db2 web4 web2
      web2:web       | web2 web1 web3 web4
      db[0],web[1]   | db1 web2
      web:&old       | web2
      web:!old       | web1 web3 web4
      !old:web       | web1 web3 web4
      !web           | solo db1 db2
      &old:web:!web2 |
      web?           | web1 web2 web3 web4
      web[!12]*      | web3 web4
      *[0]           | solo
      w*[0]          | web1
      w*[-1]         | web4
      web?[1:2]      | web2 web3
      web1[0]        | web1
      empty[0]       |
      web[!12]*[0]   | web3
      ~[od].*$       | db1 db2 web4 web2
      o*             | web2 db1
      ~[wd]e?b[12]$  | web1 web2 db1 db2
      ~w:&~.*4       | web4
      web[0]         | web1
      web[-1]        | web4
      web[1:2]       | web2 web3
      web[2:]        | web3 web4
      web[:1]        | web1 web2
      db[0:9]:!db[1] | db1 web4
      web:!web       |
      empty          |
      web[-2:]       | web3 web4
      web[1:-2]      | web2 web3
      web[-9:0]      | web1
      localhost      | localhost
      127.0.0.1,web1 | 127.0.0.1 web1
      all:!localhost | solo web1 web2 web3 web4 db1 db2
      @LIST          | db2 web1
      web3,@LIST     | db2 web1
      web:!@LIST     | web2 web3 web4
      all:!@LIST     | solo web2 web3 web4 db1
      """)
    void selects(String pattern, String expected) throws IOException {
        Path list = Files.writeString(dir.resolve("list"), "# chosen\n\n db2 # the second\nweb[0:2]:!old:!web3\n");
        HostPattern parsed = HostPattern.parse(
                        pattern.replace("LIST", list.toString()), SourcePos.of("--limit"), problems)
                .orElseThrow();
        parsed.check(inventory, problems);
        assertEquals(List.of(), problems.all());
        assertEquals(
                expected == null ? "" : expected,
                parsed.select(inventory).stream().map(Host::name).collect(Collectors.joining(" ")));
    }

    /** Of a host and a group of one name the host is meant, but what is taken away or kept is the group. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
      2001:db8::1             | 2001:db8::1
      2001:db8::1,web1        | 2001:db8::1 web1
      all:!web1,!2001:db8::1  | web2 twin
      twin                    | twin
      all:!twin               | web1 twin 2001:db8::1
      &twin                   | web2
      """)
    void namesAreAddressesAndGroupsToo(String pattern, String expected) throws IOException {
        Path file = Files.writeString(
                dir.resolve("hosts"), "[web]\nweb1\nweb2\n[twin]\nweb2\n[other]\ntwin\n2001:db8::1\n");
        Inventory both = Inventory.read(file, problems).orElseThrow();
        assertEquals(
                expected,
                HostPattern.parse(pattern, SourcePos.of("--limit"), problems).orElseThrow().select(both).stream()
                        .map(Host::name)
                        .collect(Collectors.joining(" ")));
    }

    private List<String> problemsOf(String pattern) {
        HostPattern.parse(pattern, new SourcePos("p.yml", 2, 10), problems)
                .ifPresent(p -> p.check(inventory, problems));
        return problems.all().stream()
                .map(p -> p.pos() + " " + p.message() + " | " + p.remedy())
                .toList();
    }

    @Test
    void reportsUnknownNamesWhereTheyStand() {
        assertEquals(
                List.of(
                        "p.yml:2:10 no host or group \"wbe\" in the inventory | did you mean \"web\"?",
                        "p.yml:2:14 no host or group \"database\" in the inventory | groups: all, ungrouped, web, db, old, empty",
                        "p.yml:2:24 no host or group \"odl\" in the inventory | did you mean \"old\"?"),
                problemsOf("wbe:!database,odl[0]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
      a b:~(   | p.yml:2:10 "a b" is not a name or pattern of hosts
      web:~(   | p.yml:2:14 not a regular expression: Unclosed group
      ' , '    | p.yml:2:10 an empty pattern selects nothing
      @/dev/null | p.yml:2:10 /dev/null names no host
      @missing | p.yml:2:10 cannot read the list of hosts missing
      web[9]   | p.yml:2:10 "web[9]" selects no host
      web[4:7] | p.yml:2:10 "web[4:7]" selects no host
      solo[-2] | p.yml:2:10 "solo[-2]" selects no host
      all:!w*[4] | p.yml:2:14 "w*[4]" selects no host
      ~eb      | p.yml:2:10 no host or group matches "~eb"
      all:!x*  | p.yml:2:14 no host or group matches "x*"
      web[a]   | p.yml:2:10 no host or group matches "web[a]"
      WEB      | p.yml:2:10 no host or group "WEB" in the inventory
      ''       | p.yml:2:10 an empty pattern selects nothing
      """)
    void reportsWhatIsNoPattern(String pattern, String expected) {
        assertEquals(expected, problemsOf(pattern).getFirst().replaceFirst(" \\|.*", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
      web[9]    | there are 4, from [0] to [3]
      solo[1]   | there is one, [0]
      WEB       | did you mean "web"?
      """)
    void saysWhatToWriteInstead(String pattern, String remedy) {
        assertEquals(
                List.of(remedy),
                problemsOf(pattern).stream()
                        .map(p -> p.replaceFirst(".* \\| ", ""))
                        .toList());
    }

    @Test
    void reportsProblemsOfListedPatternsInTheirFile() throws IOException {
        Path list = Files.writeString(dir.resolve("list"), "web1\n\nweb1:web9x\n");
        assertEquals(
                list + ":3:6 no host or group \"web9x\" in the inventory",
                problemsOf("@" + list).getFirst().replaceFirst(" \\|.*", ""));
    }
}
