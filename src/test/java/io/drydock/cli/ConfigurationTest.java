package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.ansible.AnsibleWords;
import io.drydock.diag.Diagnostics;
import io.drydock.fleet.Interruption;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a configuration file may say, where it is found, and what goes before it. */
class ConfigurationTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home"));
    private static final Path PAGE = HOME.resolve("docs/configuration.md");
    private static final Console SILENT =
            Console.on(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), new Interruption());

    /** What cannot stand in a file. A new option belongs here or among the keys: does it last from run to run, and is nothing given away by that? */
    private static final Set<String> TYPED = Set.of(
            // what one run is to do
            "limit",
            "extra-vars",
            "tags",
            "skip-tags",
            "replan-drifted",
            "no-journal",
            "require-approvals",
            "allowed-signers",
            "key",
            "valid-for",
            "gather",
            "list",
            "graph",
            "host",
            "export",
            "explain",
            "playbook-dir",
            "out",
            "waves",
            "programs",
            "all",
            "sha256",
            "output",
            "force",
            "encrypt-vault-id",
            "new-vault-id",
            "new-vault-password-file",
            "name",
            "prompt",
            "stdin-name",
            "verbose", // counted, so that it could not be taken back
            // what lets strangers, or programs, have their way
            "trust-files",
            "allow-lookups",
            "ssh-config-exec",
            // what --ssh-common-args says, too
            "-F",
            "-o",
            "-J",
            "help",
            "version");

    @TempDir
    Path temp;

    private static Stream<OptionSpec> options(CommandSpec command) {
        return Stream.concat(
                command.options().stream(),
                command.subcommands().values().stream().flatMap(c -> options(c.getCommandSpec())));
    }

    private static List<OptionSpec> options() {
        return options(Drydock.line(SILENT).getCommandSpec()).toList();
    }

    @Test
    void everyOptionIsAKeyOrTyped() {
        Set<String> known = new TreeSet<>(TYPED);
        known.addAll(ConfigurationKey.TAKEN);
        assertEquals(TYPED.size() + ConfigurationKey.TAKEN.size(), known.size(), "none is both");
        assertEquals(
                known, options().stream().map(ConfigurationKey::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void whatTheFileSwitchesOnCanBeSwitchedOff() {
        List<OptionSpec> switches = options().stream()
                .filter(o -> ConfigurationKey.TAKEN.contains(ConfigurationKey.name(o)))
                .filter(o -> o.type() == boolean.class)
                .filter(o -> !ConfigurationKey.EXEMPT.contains(o.command().name()))
                .toList();
        assertTrue(switches.size() > 5);
        for (OptionSpec option : switches) {
            String name = ConfigurationKey.name(option);
            for (String value : List.of("true", "false")) {
                assertEquals(true, parsed(name + ": " + value, option, "--" + name), name);
                assertEquals(false, parsed(name + ": " + value, option, "--no-" + name), name);
            }
            assertEquals(true, parsed(name + ": true", option), name);
        }
    }

    /** The value of an option after a configuration file and words that are typed. */
    private Object parsed(String file, OptionSpec option, String... words) {
        CommandSpec command = option.command();
        List<String> line = new ArrayList<>();
        for (CommandSpec c = command; c.parent() != null; c = c.parent()) line.addFirst(c.name());
        line.addAll(List.of(words));
        command.positionalParameters().forEach(p -> {
            for (int i = 0; i < p.arity().min(); i++) line.add("x");
        });
        ParseResult parsed = parse(file, line);
        return parsed.commandSpec().findOption(option.longestName()).getValue();
    }

    private ParseResult parse(String file, List<String> line) {
        try {
            Files.writeString(temp.resolve("drydock.yml"), file + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        CommandLine commands = Drydock.line(SILENT);
        Configuration configuration = Configuration.of(ConfigurationPlaces.of(Map.of(), temp, temp), commands);
        ParseResult all = commands.parseArgs(line.toArray(String[]::new));
        configuration.check(SILENT, all);
        return all.asCommandLineList().getLast().getParseResult();
    }

    /** A number that is refused when it is typed is refused in a file, where the message has its place. */
    @Test
    void numbersHaveTheirLeast() throws IOException {
        Path hosts = Files.writeString(temp.resolve("hosts.yml"), "{all: {hosts: {a: {ansible_connection: local}}}}\n");
        for (String name : List.of("forks", "timeout", "command-timeout", "task-timeout", "reconnect")) {
            int typed = run("{}", "exec", "-i", hosts.toString(), "--" + name, "0", "all", "true");
            assertEquals(typed, run(name + ": 0", "exec", "-i", hosts.toString(), "all", "true"), name);
            assertEquals(name.equals("reconnect") ? 0 : 3, typed, name);
        }
    }

    private Path written(String text) {
        try {
            return Files.writeString(temp.resolve("written.yml"), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aQuestionThatIsTypedTakesThePlaceOfAFile() {
        for (String which : List.of("connection", "become")) {
            String file = which + "-password-file: password";
            String ask = which.equals("become") ? "--ask-become-pass" : "--ask-pass";
            String option = "--" + which + "-password-file";
            assertEquals(Optional.of(temp.resolve("password")), value(file, option));
            assertEquals(Optional.empty(), value(file, option, ask));
            assertEquals(Optional.of(Path.of("other")), value(file, option, ask, option, "other"));
            assertEquals(Optional.of(temp.resolve("password")), value(file, option, ask.replace("--", "--no-")));
        }
    }

    private Object value(String file, String option, String... words) {
        List<String> line = new ArrayList<>(List.of("facts"));
        line.addAll(List.of(words));
        return parse(file, line).commandSpec().findOption(option).getValue();
    }

    @Test
    void pathsAreRelativeToTheFile() {
        assertEquals(Optional.of(temp.resolve("keys/a")), value("private-key: keys/a", "--private-key"));
        assertEquals(Optional.of(Path.of("/keys/a")), value("private-key: /keys/a", "--private-key"));
        assertEquals(Optional.of(temp.resolve(".ssh/a")), value("private-key: ~/.ssh/a", "--private-key"));
        assertEquals(
                List.of("prompt", "dev@prompt", "dev@" + temp.resolve("pw"), temp.resolve("pw") + ""),
                value("vault-id: [prompt, dev@prompt, dev@pw, pw]", "--vault-id"));
        assertEquals(
                List.of(temp.resolve("a"), temp.resolve("b")),
                value("vault-password-file: [a, b]", "--vault-password-file"));
        assertEquals(List.of("a,", temp.resolve("a").toString()), value("inventory: [\"a,\", a]", "--inventory"));
    }

    @Test
    void aSavedPlanKeepsWhatItWasMadeWith() throws IOException {
        Path plan = temp.resolve("saved.plan");
        Path play = Files.writeString(
                temp.resolve("play.yml"), "- hosts: all\n  tasks: [{command: {cmd: 'true', changes: never}}]\n");
        Files.writeString(temp.resolve("hosts.yml"), "all: {hosts: {here: {ansible_connection: local}}}\n");
        assertEquals(0, run("inventory: hosts.yml", "plan", "--out", plan.toString(), play.toString()));
        String other =
                "{inventory: none.yml, user: nobody, become: true, become-user: no-such-user, ssh-common-args: -Z}";
        assertEquals(0, run(other, "apply", "--no-journal", plan.toString()));
        assertEquals(3, run(other, "apply", "--no-journal", play.toString()));
        assertEquals(0, run(other, "apply", "--no-journal", "--become-user", "root", "--no-become", plan.toString()));
        assertFalse(run(other, "apply", "--no-journal", "-b", "--become-user", "no-such-user", plan.toString()) == 0);
    }

    private int run(String file, String... words) throws IOException {
        Files.writeString(temp.resolve("drydock.yml"), file + "\n");
        return Drydock.run(SILENT, ConfigurationPlaces.of(Map.of(), temp, temp), words);
    }

    /** The process itself looks in its folder and in its environment. */
    @Test
    void theEnvironmentGoesBeforeTheFile() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("here"));
        Path own = Files.createDirectories(temp.resolve("own/drydock"));
        Files.writeString(own.resolve("config.yml"), "inventory: of-home,\n");
        Path named = Files.writeString(temp.resolve("named.yml"), "inventory: of-name,\n");
        Map<String, String> environment =
                Map.of("XDG_CONFIG_HOME", own.getParent().toString());
        assertEquals("of-home", host(folder, environment));
        Files.writeString(folder.resolve("drydock.yml"), "inventory: of-folder,\n");
        assertEquals("of-folder", host(folder, environment));
        assertEquals("of-name", host(folder, Map.of("DRYDOCK_CONFIG", named.toString())));
        assertEquals(
                "of-variable",
                host(folder, Map.of("DRYDOCK_CONFIG", named.toString(), "DRYDOCK_INVENTORY", "of-variable,")));
    }

    private static String host(Path folder, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Ddrydock.home=" + HOME,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.drydock.cli.Main",
                        "inventory")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("DRYDOCK_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.replaceFirst("(?s) .*", "");
    }

    @Test
    void thePageHasAllKeysAndItsExampleIsSound() throws IOException {
        String page = Files.readString(PAGE);
        List<String> examples = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$")
                .matcher(page)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertEquals(1, examples.size());
        Diagnostics problems = new Diagnostics();
        ConfigurationProblems.report(written(examples.getFirst()), problems);
        assertEquals(List.of(), problems.all());
        String table = page.split("## Keys")[1].split("(?m)^## ")[0];
        assertEquals(
                new TreeSet<>(ConfigurationKey.TAKEN),
                table.lines()
                        .filter(line -> line.startsWith("|"))
                        .map(line -> line.replaceAll("\\(.*\\)", ""))
                        .flatMap(line ->
                                Pattern.compile("`([^`]+)`").matcher(line).results())
                        .map(m -> m.group(1))
                        .collect(Collectors.toCollection(TreeSet::new)));
        for (String name : ConfigurationKey.EXEMPT) assertTrue(page.contains("`" + name + "`"), name);
    }

    /** What is said of the keys of ansible.cfg names keys that there are. */
    @Test
    void wordsOfAnsibleLeadToKeys() throws IOException {
        String table = Files.readString(HOME.resolve("src/main/resources/io/drydock/ansible/words.yml"))
                .split("(?m)^configuration:$")[1]
                .split("(?m)^[a-z]+:$")[0];
        List<String> words = Pattern.compile("(?m)^  (\\w+):")
                .matcher(table)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertTrue(words.size() > 10);
        for (String word : words) {
            assertFalse(ConfigurationKey.TAKEN.contains(word.replace('_', '-')), word);
            assertTrue(
                    AnsibleWords.remedy(AnsibleWords.Place.CONFIGURATION, word).isPresent(), word);
        }
        Pattern.compile("`([a-z-]+)[^`]*`")
                .matcher(table)
                .results()
                .forEach(m -> assertTrue(ConfigurationKey.TAKEN.contains(m.group(1)), m.group(1)));
    }
}
