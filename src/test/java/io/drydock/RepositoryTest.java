package io.drydock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostics;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the project to its own rules. */
class RepositoryTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home", "."));
    private static final Path SOURCES = HOME.resolve("src/main/java/io/drydock");
    private static final Path TEMPLATES = HOME.resolve("templates");

    /** From the top down: a package may use only those of lower rows. */
    private static final List<Set<String>> LAYERS = List.of(
            Set.of("cli"),
            Set.of("approval"),
            Set.of("report", "fleet", "demo"),
            Set.of("journal", "gate"),
            Set.of("run"),
            Set.of("assess", "importer"),
            Set.of("playbook", "action", "facts", "remote"),
            Set.of("template", "inventory"),
            Set.of("ansible"),
            Set.of("yaml", "sshconfig"),
            Set.of("vault"),
            Set.of("diag", "json"));

    /** The one package that knows the library. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "org.yaml.snakeyaml.", "yaml",
            "freemarker.", "template",
            "net.schmizz.", "remote",
            "com.hierynomus.", "remote",
            "org.apache.commons.codec.", "template",
            "picocli.", "cli",
            "com.fasterxml.", "json",
            "org.apache.sshd.", "demo",
            "com.github.difflib.", "run");

    private static final Pattern OURS = Pattern.compile("\\bio\\.drydock\\.([a-z]+)\\.");
    private static final Pattern RAW =
            Pattern.compile("\\?\\s*(no_?esc|api|new)\\b|<#(no_?auto_?esc|output_?format)", Pattern.CASE_INSENSITIVE);

    private static final Pattern LOOP = Pattern.compile("\\bwhile\\b.*\\bread\\b");
    private static final Pattern WHOLE_LOOP =
            Pattern.compile("\\bwhile (\\w+)=; (IFS=\\S*('[^']*')? )?read [^|;]* \\|\\| \\[ -n \"\\$\\1\" \\]; do");

    @Test
    void packagesUseOnlyThoseBelowThem() {
        assertEquals(List.of(), violations(RepositoryTest::usesOfOthers));
        assertEquals(List.of("report uses fleet"), usesOfOthers("report", "import io.drydock.fleet.Fleet;"));
        assertEquals(List.of("yaml uses cli"), usesOfOthers("yaml", "io.drydock.cli.Main.main();"));
    }

    @Test
    void librariesAreKnownToOnePackage() {
        assertEquals(List.of(), violations(RepositoryTest::foreignLibraries));
        assertEquals(
                List.of("cli uses org.yaml.snakeyaml."), foreignLibraries("cli", "import org.yaml.snakeyaml.Yaml;"));
        LIBRARIES.forEach((library, owner) -> {
            assertNotNull(
                    getClass().getClassLoader().getResource(library.replace('.', '/')), "no such library: " + library);
            assertTrue(layer(owner) >= 0);
        });
    }

    /** Others use what templates are, not how they come about; what is known of shells knows of FreeMarker the pieces of a text only. */
    @Test
    void templatesHaveRooms() {
        Pattern rooms = Pattern.compile("\\bio\\.drydock\\.template\\.(freemarker|shell)\\.");
        List<String> wrong = files(SOURCES, ".java").stream()
                .filter(file -> {
                    String name = SOURCES.relativize(file).toString(), text = read(file);
                    boolean freemarker = use("freemarker.").matcher(text).find();
                    if (!name.startsWith("template/"))
                        return rooms.matcher(text).find();
                    if (name.startsWith("template/shell/"))
                        return freemarker
                                || text.replaceAll("template\\.freemarker\\.(Piece|Text);", "")
                                        .contains("io.drydock.template.freemarker.");
                    return freemarker && !name.startsWith("template/freemarker/");
                })
                .map(file -> SOURCES.relativize(file).toString())
                .toList();
        assertEquals(List.of(), wrong);
    }

    private interface Rule {
        List<String> violations(String name, String source);
    }

    private static List<String> violations(Rule rule) {
        List<Path> sources = files(SOURCES, ".java");
        assertFalse(sources.isEmpty());
        return sources.stream()
                .flatMap(file -> {
                    String name = SOURCES.relativize(file).getName(0).toString();
                    return rule.violations(name, read(file)).stream()
                            .map(violation -> SOURCES.relativize(file) + ": " + violation);
                })
                .toList();
    }

    private static List<String> usesOfOthers(String name, String source) {
        return OURS.matcher(source)
                .results()
                .map(use -> use.group(1))
                .distinct()
                .filter(used -> !used.equals(name) && layer(used) <= layer(name))
                .map(used -> name + " uses " + used)
                .toList();
    }

    private static int layer(String name) {
        return LAYERS.stream()
                .filter(layer -> layer.contains(name))
                .findFirst()
                .map(LAYERS::indexOf)
                .orElseThrow(() -> new AssertionError("the package " + name + " has no layer yet: add it to LAYERS"));
    }

    @Test
    void noTwoTypesHaveOneName() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Map<String, Long> count = files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".java") && !f.equals("package-info.java"))
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            count.values().removeIf(n -> n == 1);
            assertEquals(Map.of(), count);
        }
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertEquals(
                List.of(),
                LAYERS.stream()
                        .flatMap(Set::stream)
                        .filter(name -> !Files.exists(SOURCES.resolve(name + "/package-info.java")))
                        .toList());
    }

    /** A line of the picture in docs/architecture.md that begins with the name of a package. */
    private static final Pattern DRAWN = Pattern.compile("(?m)^[ |-]* ([a-z]+) {2,}\\S");

    @Test
    void thePictureShowsEveryPackage() {
        String picture = read(HOME.resolve("docs/architecture.md")).split("```")[1];
        assertEquals(
                children(SOURCES).stream()
                        .map(folder -> folder.getFileName().toString())
                        .toList(),
                DRAWN.matcher(picture)
                        .results()
                        .map(drawn -> drawn.group(1))
                        .sorted()
                        .toList());
    }

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    @Test
    void linksOfTheDocumentsLeadSomewhere() {
        List<Path> documents = Stream.concat(children(HOME).stream(), files(HOME.resolve("docs"), "").stream())
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
        assertEquals(
                List.of(),
                documents.stream()
                        .flatMap(file -> LINK.matcher(read(file))
                                .results()
                                .map(link -> file.resolveSibling(link.group(1)))
                                .filter(target -> !Files.exists(target)))
                        .toList());
        assertTrue(LINK.matcher(read(HOME.resolve("README.md"))).results().count() > 10);
    }

    private static List<String> foreignLibraries(String name, String source) {
        return LIBRARIES.entrySet().stream()
                .filter(library -> !library.getValue().equals(name))
                .filter(library -> use(library.getKey()).matcher(source).find())
                .map(library -> name + " uses " + library.getKey())
                .toList();
    }

    /** By import or by full name, but not as the end of another name. */
    private static Pattern use(String library) {
        return Pattern.compile("(?<![\\w.\"])" + Pattern.quote(library));
    }

    /** All text for people goes through the console's streams, which make it printable. */
    @Test
    void onlyTheConsoleReachesTheTerminal() {
        Pattern ways = Pattern.compile(
                "System\\.(out|err)\\b|FileDescriptor\\.(out|err)|new Print(Stream|Writer)\\((?!console\\.|new Writer)|/dev/(tty|stdout|stderr)|Tty\\.FILE|\\\\033|u001[bB]\\[");
        assertEquals(
                List.of("cli/Main.java", "cli/Prompt.java", "diag/Printable.java", "report/Tty.java"),
                files(SOURCES, ".java").stream()
                        .filter(file -> ways.matcher(read(file)).find())
                        .map(file -> SOURCES.relativize(file).toString())
                        .toList());
    }

    @Test
    void templatesNeverRenderRaw() {
        List<Path> templates = files(TEMPLATES, "");
        assertFalse(templates.isEmpty());
        assertEquals(
                List.of(),
                templates.stream()
                        .filter(file -> RAW.matcher(read(file)).find())
                        .toList());
        assertTrue(RAW.matcher("[=path?no_esc]").find()
                && RAW.matcher("<#noautoesc>").find());
    }

    /**
     * A last line that no line break ends is one: {@code while a=; read -r a || [ -n "$a" ]}. A here-document always ends in one. The
     * variable is empty before, for bash leaves it as it was where a read fails, and the loop would never end.
     */
    @Test
    void loopsReadTheLastLineToo() {
        List<Path> texts = files(TEMPLATES, "");
        assertEquals(
                List.of(),
                texts.stream()
                        .flatMap(file ->
                                deafLoops(read(file).lines().toList()).stream().map(at -> file + ":" + at))
                        .toList());
        assertEquals(
                List.of(1, 3, 4, 5),
                deafLoops(List.of(
                        "while read -r a; do :; done <f",
                        "x | while a=; IFS=': ' read -r a || [ -n \"$a\" ]; do :; done",
                        "while IFS= read -r a || [ -n \"$a\" ]; do :; done <f",
                        "while b=; read -r a b c || [ -n \"$a\" ]; do :; done <f",
                        "while read -r a _; do",
                        "  while read -r b; do",
                        "    :",
                        "  done <<END",
                        "$a",
                        "END",
                        "done <f")));
    }

    private static List<Integer> deafLoops(List<String> lines) {
        List<Integer> deaf = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!LOOP.matcher(line).find() || WHOLE_LOOP.matcher(line).find()) continue;
            int indent = line.length() - line.stripLeading().length();
            String end = line.contains("done")
                    ? line
                    : lines.stream()
                            .skip(i + 1L)
                            .filter(l -> l.stripLeading().startsWith("done")
                                    && l.length() - l.stripLeading().length() <= indent)
                            .findFirst()
                            .orElse("");
            if (!end.contains("done <<")) deaf.add(i + 1);
        }
        return deaf;
    }

    /** What changes files: redirections into them, and the programs. What follows a # or stands in a message is not asked. */
    private static final Pattern WRITE = Pattern.compile(
            "(?:>>?|<>) ?(?:\"?\\$\\w|\"?\\.?/(?!dev/null))|(?<![-\\w./])(?:mktemp|mv|cp|tee|ln|touch|mkdir|chmod|chown|truncate|sed -i)(?= +[-\"./$])"
                    + "|(?<!(?:call|network|volume) )(?<![-\\w./])rm(?= +-)");

    /**
     * Lines that write without the words of runtime.sh for it, each looked at: what commands print for the task itself and copies for a
     * simulation (a task has failed when its private folder was full), what the words of file.sh do in a folder of their own, what is
     * not a file (the kernel's, an awk program's comparison), a folder that a user makes, an image that is proved by
     * running it, and the guard of a restart, which runs by itself; and what is fetched or unpacked into the task's private folder, or into one of ours beside where it goes.
     */
    private static final Map<String, Integer> REVIEWED_WRITES = Map.ofEntries(
            Map.entry("cron/check.sh.ftl", 1),
            Map.entry("hostname/apply.sh.ftl", 1),
            Map.entry("ufw/check.sh.ftl", 2),
            Map.entry("wait_for/check.sh.ftl", 1),
            Map.entry("lib/file.sh", 12),
            Map.entry("lib/git.sh", 2),
            Map.entry("lib/http.sh", 7),
            Map.entry("lib/unarchive.sh", 11),
            Map.entry("fetch/apply.sh.ftl", 1),
            Map.entry("find/check.sh.ftl", 5),
            Map.entry("lib/command.sh", 1),
            Map.entry("lib/live_patch.sh", 5),
            Map.entry("lib/docker_objects.sh", 3),
            Map.entry("lib/docker_proofs.sh", 6),
            Map.entry("lib/cgroup.sh", 3),
            Map.entry("lib/service.sh", 1),
            Map.entry("lib/package.sh", 2),
            Map.entry("lib/rootless.sh", 1),
            Map.entry("lib/package_dnf.sh", 8),
            Map.entry("lib/package_zypper.sh", 3),
            Map.entry("lib/boot_once.sh", 2),
            Map.entry("lib/deployment.sh", 1),
            Map.entry("lib/reboot.sh", 1),
            Map.entry("lib/guard_script.sh", 19),
            Map.entry("lib/kernel_files.sh", 2),
            Map.entry("lib/repository_key.sh", 3),
            Map.entry("kernel/apply.sh.ftl", 2),
            Map.entry("docker_verify/apply.sh.ftl", 2),
            Map.entry("sysctl/apply.sh.ftl", 1),
            Map.entry("user/apply.sh.ftl", 1));

    @Test
    void templatesWriteByTheWordsForIt() {
        Map<String, Integer> writes = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        for (Path file : files(TEMPLATES, "")) {
            String name = TEMPLATES.relativize(file).toString();
            if (!name.endsWith(".sh") && !name.endsWith(".ftl")
                    || Set.of("runtime.sh", "apply.sh", "facts.sh", "survey.sh").contains(name)) continue;
            for (String line : read(file).split("\n")) {
                if (line.strip().startsWith("#")
                        || !WRITE.matcher(line.replaceAll(" # .*|</?#[^>]*>", ""))
                                .find()) continue;
                writes.merge(name, 1, Integer::sum);
                lines.add(name + ": " + line.strip());
            }
        }
        assertEquals(
                new TreeMap<>(REVIEWED_WRITES),
                writes,
                () -> "use put_file, put_temp, replace, remove ... of runtime.sh:\n" + String.join("\n", lines));
        for (String raw : List.of(
                "echo x >\"$WORK/x\"",
                "cat a >/etc/b",
                "mv -f \"$a\" b",
                "x=$(mktemp -d)",
                "rm -rf \"$x\"",
                "a && cp -p \"$b\" c")) {
            assertTrue(WRITE.matcher(raw).find(), raw);
        }
        assertFalse(WRITE.matcher("object_call network rm \"$n\" >/dev/null 2>&1 </dev/null")
                .find());
    }

    /** What comes before a check and an apply alike changes nothing, and leaves it to the check to tell what differs. */
    @Test
    void whatIsDesiredIsOnlyComputed() {
        Pattern others = Pattern.compile(
                "(?m)^\\s*(?:.*(?:;|&&|\\|\\||then|do) )?(?:[a-z]+_)*(?:want|put(?!_temp)|act|later|result|promise|remove|restart|make_directory|replace|hold)(?:_\\w+)? ");
        List<Path> desired = files(TEMPLATES, "desired.sh.ftl");
        assertFalse(desired.isEmpty());
        assertEquals(
                List.of(),
                desired.stream().filter(f -> others.matcher(read(f)).find()).toList());
        assertTrue(others.matcher("a=1\n[ -n \"$a\" ] && want a 1 2").find());
        assertFalse(others.matcher("put_temp a b\nwanted=1 # want x").find());
    }

    @Test
    void whatChangesPackagesWaitsForTheirLockAsAsked() {
        List<Path> applies = files(TEMPLATES, ".sh.ftl").stream()
                .filter(f -> !f.endsWith("check.sh.ftl"))
                .filter(f -> read(f).contains("packages_use "))
                .toList();
        assertTrue(applies.size() >= 7, applies::toString);
        assertEquals(
                List.of(),
                applies.stream()
                        .filter(f -> !read(f).lines()
                                .filter(l -> l.startsWith("packages_use "))
                                .allMatch(l -> l.endsWith(" [=lock_timeout]")))
                        .toList());
        assertEquals(
                1,
                applies.stream()
                        .map(f -> read(f.resolveSibling("action.yml"))
                                .lines()
                                .filter(l -> l.startsWith("  lock_timeout: "))
                                .toList())
                        .distinct()
                        .count());
    }

    @Test
    void actionsAreDocumentedAndComplete() {
        List<Path> actions = children(TEMPLATES).stream()
                .filter(folder -> Files.isDirectory(folder) && !folder.endsWith("lib"))
                .toList();
        assertEquals(
                List.of(),
                actions.stream().flatMap(folder -> flaws(folder).stream()).toList());
        assertEquals(
                List.of("no such action.yml", "no such check.sh.ftl"),
                flaws(TEMPLATES.resolve("lib")).stream()
                        .map(flaw -> flaw.substring(flaw.indexOf("no such")))
                        .toList());
    }

    private static List<String> flaws(Path folder) {
        List<String> flaws = new ArrayList<>();
        Path spec = folder.resolve("action.yml");
        if (Files.exists(spec)) {
            Diagnostics problems = new Diagnostics();
            YamlReader.read(spec, problems).ifPresent(action -> undocumented((YamlMap) action, folder, flaws));
            problems.all().forEach(problem -> flaws.add(problem.pos() + " " + problem.message()));
        } else {
            flaws.add(folder + ": no such action.yml");
        }
        if (!Files.exists(folder.resolve("check.sh.ftl"))) {
            flaws.add(folder + ": no such check.sh.ftl");
        }
        return flaws;
    }

    private static void undocumented(YamlMap action, Path folder, List<String> flaws) {
        Stream.of("summary", "examples")
                .filter(key -> isBlank(action, key))
                .forEach(key -> flaws.add(folder.getFileName() + " has no " + key));
        if (action.get("arguments").orElse(null) instanceof YamlMap arguments) {
            arguments.entries().stream()
                    .filter(argument -> isBlank(argument.value(), "doc"))
                    .forEach(argument -> flaws.add(argument.keyPos() + " " + argument.key() + " has no doc"));
        }
    }

    private static boolean isBlank(YamlNode node, String key) {
        return !(node instanceof YamlMap map)
                || map.get(key)
                        .map(YamlNode::data)
                        .filter(text -> text instanceof String s && !s.isBlank())
                        .isEmpty();
    }

    private static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(
                            path -> Files.isRegularFile(path) && path.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
