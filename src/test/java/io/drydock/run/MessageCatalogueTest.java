package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.CaseFile;
import io.drydock.action.ActionLibrary;
import io.drydock.action.ArgumentBinder;
import io.drydock.action.ControllerFiles;
import io.drydock.action.Trust;
import io.drydock.cli.ConfigurationProblems;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.inventory.Host;
import io.drydock.inventory.Inventory;
import io.drydock.playbook.Playbook;
import io.drydock.playbook.PlaybookReader;
import io.drydock.template.TemplateEngine;
import io.drydock.vault.VaultKeyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is said of mistakes: the snippets under src/test/cases/messages, of which docs/messages.md is made. A line {@code === TITLE} begins one, which is
 * a playbook, {@code --- NAME} another file of it, and {@code >>>} what is said of it. A file whose name begins with {@code hosts} is its inventory,
 * {@code drydock.yml} the configuration.
 * With -Dupdate both are written anew.
 */
class MessageCatalogueTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home"));
    private static final Path CASES = HOME.resolve("src/test/cases/messages");
    private static final int LEAST = 120;
    private static final String PLAYBOOK = "site.yml";
    private static final String CONFIGURATION = "drydock.yml";
    private static final String INVENTORY = """
            all:
              hosts:
                web1: {port: 80, release: "1.10"}
                db1: {port: 5432, release: "1.9", backup: true}
              children:
                web: {hosts: {web1: {}}}
            """;
    /** Of all names that there are, which are more in each version, the first. */
    private static final Pattern LONG_LIST =
            Pattern.compile("(?m)^(valid: (?:[^,\\n]+, ){2}[^,\\n]+)(?:, [^,\\n]+){5,}$");

    private static final TemplateEngine ENGINE = new TemplateEngine();
    private static final Diagnostics OF_LIBRARY = new Diagnostics();
    private static final ActionLibrary LIBRARY =
            new ActionLibrary(List.of(HOME.resolve("templates")), ENGINE, OF_LIBRARY);

    @TempDir
    Path temp;

    private record Entry(String title, Map<String, String> files, String said) {
        String text() {
            StringBuilder text = new StringBuilder("=== " + title + "\n");
            files.forEach((name, content) -> text.append(name.equals(PLAYBOOK) ? "" : "--- " + name + "\n")
                    .append(content));
            return text.append(">>>\n").append(said).toString();
        }

        String documented() {
            StringBuilder text = new StringBuilder("\n### " + title + "\n");
            files.forEach((name, content) -> text.append(name.equals(PLAYBOOK) ? "" : "\n`" + name + "`:\n")
                    .append("\n```")
                    .append(name.endsWith(".yml") ? "yaml" : "")
                    .append('\n')
                    .append(content)
                    .append("```\n"));
            return text.append("\n```\n").append(said).append("```\n").toString();
        }
    }

    @Test
    void everyMistakeHasItsMessage() throws IOException {
        StringBuilder docs = new StringBuilder("""
                # Messages

                What Drydock says of common mistakes, all before a host is touched ([check.md](check.md)): line and column, what is wrong, and what to do.
                Unless it has its own, a snippet is a playbook for the hosts `web1` (in the group `web`) and `db1`.
                """);
        int count = 0;
        List<String> silent = new ArrayList<>();
        for (Path file : files()) {
            List<Entry> entries = entries(Files.readAllLines(file));
            List<Entry> results = new ArrayList<>();
            for (Entry entry : entries) results.add(new Entry(entry.title(), entry.files(), said(entry, count++)));
            String expected = text(entries);
            if (CaseFile.UPDATE) Files.writeString(file, text(results));
            else assertEquals(expected, text(results), file.toString());
            String title = file.getFileName().toString().replaceFirst("^[0-9]+-(.*)[.].*$", "$1");
            docs.append("\n## ")
                    .append(title.substring(0, 1).toUpperCase(java.util.Locale.ROOT))
                    .append(title.substring(1))
                    .append('\n');
            results.forEach(r -> docs.append(r.documented()));
            results.stream().filter(r -> r.said().isBlank()).map(Entry::title).forEach(silent::add);
        }
        assertEquals(List.of(), silent, "nothing is said of these");
        assertTrue(count >= LEAST, "there are " + count);
        assertEquals(List.of(), OF_LIBRARY.all());
        Path page = HOME.resolve("docs/messages.md");
        if (CaseFile.UPDATE) Files.writeString(page, docs);
        assertEquals(docs.toString(), Files.readString(page));
    }

    private static String text(List<Entry> entries) {
        return entries.stream().map(Entry::text).collect(Collectors.joining());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(CASES)) {
            return found.sorted().toList();
        }
    }

    private static List<Entry> entries(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        String title = "";
        String name = PLAYBOOK;
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        for (String line : Stream.concat(lines.stream(), Stream.of("=== ")).toList()) {
            if (line.startsWith("=== ")) {
                if (!title.isEmpty()) entries.add(new Entry(title, files, text.toString()));
                title = line.substring(4);
                name = PLAYBOOK;
                files = new LinkedHashMap<>();
            } else if (line.startsWith("--- ") || line.equals(">>>")) {
                if (!text.isEmpty() || !name.equals(PLAYBOOK)) files.put(name, text.toString());
                name = line.substring(3).strip();
            } else {
                text.append(line).append('\n');
                continue;
            }
            text.setLength(0);
        }
        return entries;
    }

    private String said(Entry entry, int number) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(String.valueOf(number)));
        Map<String, String> all = new LinkedHashMap<>(entry.files());
        String hosts = all.keySet().stream()
                .filter(name -> name.matches("hosts[^/]*"))
                .findFirst()
                .orElse("hosts");
        all.putIfAbsent(hosts, INVENTORY);
        all.putIfAbsent(PLAYBOOK, "- {hosts: all, tasks: [{debug: {msg: hello}}]}\n");
        for (Map.Entry<String, String> file : all.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Diagnostics problems = new Diagnostics();
        if (all.containsKey(CONFIGURATION)) ConfigurationProblems.report(folder.resolve(CONFIGURATION), problems);
        check(folder.resolve(PLAYBOOK), folder.resolve(hosts), problems);
        return problems.inReadingOrder().stream()
                .map(problem -> text(problem, folder))
                .collect(Collectors.joining());
    }

    private static String text(Diagnostic problem, Path folder) {
        String file = problem.pos().file().replace(folder + "/", "");
        String at = problem.pos().line() == 0
                ? file
                : (file.equals(PLAYBOOK) ? "" : file + ":") + problem.pos().line() + ":"
                        + problem.pos().column();
        String remedy = LONG_LIST.matcher(problem.remedy().strip()).replaceAll("$1, ...");
        return (at + ": " + problem.level().label() + ": " + problem.message() + "\n"
                        + (remedy.isEmpty() ? "" : remedy.indent(2)))
                .replace(folder.toString(), "...");
    }

    private static void check(Path file, Path hosts, Diagnostics problems) {
        Optional<Inventory> inventory =
                Inventory.read(List.of(hosts.toString()), List.of(file), VaultKeyring.EMPTY, problems, problems);
        List<Playbook> playbooks = new PlaybookReader(ENGINE, LIBRARY.names(), problems)
                .read(file).stream().toList();
        if (inventory.isEmpty()) return;
        Variables variables = new Variables(ENGINE, inventory.get(), Map.of(), problems);
        ControllerFiles files = new ControllerFiles(Trust.everybody(), VaultKeyring.EMPTY);
        Binder binder = new Binder(inventory.get(), LIBRARY, new ArgumentBinder(ENGINE, files, problems), problems);
        var all = inventory.get().hosts().stream().map(Host::name).collect(Collectors.toSet());
        List<BoundPlay> plays = playbooks.stream()
                .flatMap(playbook -> binder.bind(playbook, all, Tags.ALL).stream())
                .toList();
        new Checker(variables, problems).check(plays);
    }
}
