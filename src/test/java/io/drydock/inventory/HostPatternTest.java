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
  @TempDir Path dir;
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
      db:web2        | web2 web4 db1 db2
      db,web2        | web2 web4 db1 db2
      web:&old       | web2
      web:!old       | web1 web3 web4
      !old:web       | web1 web3 web4
      !web           | solo db1 db2
      &old:web:!web2 |
      web?           | web1 web2 web3 web4
      web[!12]*      | web3 web4
      *[13]          | web1 web3 db1
      o*             | web2 db1
      ~[wd]e?b[12]$  | web1 web2 db1 db2
      ~w:&~.*4       | web4
      ~eb            |
      web[0]         | web1
      web[-1]        | web4
      web[1:2]       | web2 web3
      web[2:]        | web3 web4
      web[:1]        | web1 web2
      web[9]         |
      db[0:9]:!db[1] | web4 db2
      empty          |
      @LIST          | web1 db2
      all:!@LIST     | solo web2 web3 web4 db1
      """)
  void selects(String pattern, String expected) throws IOException {
    Path list = Files.writeString(dir.resolve("list"), "# chosen\n\n db2 # the second\nweb[0:2]:!old:!web3\n");
    HostPattern parsed = HostPattern.parse(pattern.replace("LIST", list.toString()), SourcePos.of("--limit"), problems)
        .orElseThrow();
    parsed.check(inventory, problems);
    assertEquals(List.of(), problems.all());
    assertEquals(expected == null ? "" : expected,
        parsed.select(inventory).stream().map(Host::name).collect(Collectors.joining(" ")));
  }

  private List<String> problemsOf(String pattern) {
    HostPattern.parse(pattern, new SourcePos("p.yml", 2, 10), problems).ifPresent(p -> p.check(inventory, problems));
    return problems.all().stream().map(p -> p.pos() + " " + p.message() + " | " + p.remedy()).toList();
  }

  @Test
  void reportsUnknownNamesWhereTheyStand() {
    assertEquals(List.of(
        "p.yml:2:10 no host or group \"wbe\" in the inventory | did you mean \"web\"?",
        "p.yml:2:14 no host or group \"database\" in the inventory | groups: all, ungrouped, web, db, old, empty",
        "p.yml:2:24 no group \"odl\" in the inventory | did you mean \"old\"?"), problemsOf("wbe:!database,odl[0]"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      a b:~(   | p.yml:2:10 "a b" is not a name or pattern of hosts
      web:~(   | p.yml:2:14 not a regular expression: Unclosed group
      ' , '    | p.yml:2:10 an empty pattern selects nothing
      @missing | p.yml:2:10 cannot read the list of hosts missing
      """)
  void reportsWhatIsNoPattern(String pattern, String expected) {
    assertEquals(expected, problemsOf(pattern).getFirst().replaceFirst(" \\|.*", ""));
  }

  @Test
  void reportsProblemsOfListedPatternsInTheirFile() throws IOException {
    Path list = Files.writeString(dir.resolve("list"), "web1\n\nweb1:web9x\n");
    assertEquals(list + ":3:6 no host or group \"web9x\" in the inventory", problemsOf("@" + list).getFirst()
        .replaceFirst(" \\|.*", ""));
  }
}
