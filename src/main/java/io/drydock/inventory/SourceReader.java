package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.TextFile;
import io.drydock.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the sources of an inventory, each after the other, into one draft: files of YAML, JSON or INI, folders of them, programs, and names with commas. */
final class SourceReader {
    static final SourcePos OPTION = SourcePos.of("--inventory");

    /** Names in a folder that Ansible passes over, too. */
    private static final Pattern PASSED_OVER = Pattern.compile(
            "\\..*|(?:host|group)_vars|vars_plugins|.*(?:~|\\.(?:pyc|pyo|swp|bak|rpm|md|txt|rst|orig|ini|cfg|retry))");

    private static final Pattern VARIABLES = Pattern.compile("(?:host|group)_vars");
    private static final Pattern SECTION = Pattern.compile("\\[[^\\]]*](?:\\s.*)?");
    private static final Pattern YAML =
            Pattern.compile("[{%].*|---.*|- .*|(?:[^\\s=:\"'][^\\s=:]*|\"[^\"]*\"|'[^']*')\\s*:(?:\\s.*)?");
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    private final Draft draft;
    private final VaultKeyring keys;
    private final Diagnostics problems;
    private final Set<Path> open = new HashSet<>();

    SourceReader(Draft draft, VaultKeyring keys, Diagnostics problems) {
        this.draft = draft;
        this.keys = keys;
        this.problems = problems;
    }

    /** Whether an {@code -i} names hosts, and no file. */
    static boolean isNames(String source) {
        return source.contains(",") && path(source).filter(Files::exists).isEmpty();
    }

    private static Optional<Path> path(String source) {
        try {
            return Optional.of(Path.of(source));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    void read(String source) {
        Optional<Path> path = path(source);
        if (isNames(source)) names(source);
        else if (path.filter(Files::isDirectory).isPresent()) {
            if (!folder(path.get())) reportNothingIn(path.get());
        } else if (path.filter(Files::exists).isPresent()) file(path.get());
        else
            problems.error(
                    OPTION,
                    "there is no inventory " + source,
                    "name one with -i FILE; inventory.example.yml shows how it looks");
    }

    static void reportNoHosts(List<String> sources, Diagnostics problems) {
        problems.error(
                sources.size() == 1 && !isNames(sources.getFirst()) ? SourcePos.of(sources.getFirst()) : OPTION,
                "the inventory has no hosts",
                "for example: all: {hosts: {web1: }}, or of INI just: web1");
    }

    private void names(String source) {
        Arrays.stream(source.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> draft.addNamed(name, OPTION));
    }

    /** Whether there is anything in it that is read. */
    private boolean folder(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            Path real = folder.toRealPath();
            if (!open.add(real)) return true; // a link back to a folder around it
            List<Path> all = paths.sorted().toList();
            List<Path> taken =
                    all.stream().filter(path -> !named(PASSED_OVER, path)).toList();
            for (Path path : taken) {
                if (Files.isDirectory(path)) folder(path);
                else file(path);
            }
            open.remove(real);
            return all.stream().anyMatch(path -> taken.contains(path) || named(VARIABLES, path));
        } catch (IOException | UncheckedIOException e) {
            problems.error(SourcePos.of(folder.toString()), "cannot be listed: " + e.getMessage(), "");
            return true;
        }
    }

    private static boolean named(Pattern name, Path path) {
        return name.matcher(path.getFileName().toString()).matches();
    }

    private void reportNothingIn(Path folder) {
        problems.error(
                SourcePos.of(folder.toString()),
                "no file of this folder is read as an inventory",
                "of a folder no file is read that ends in .ini, .cfg, .txt, .md, .bak or ~; name it: -i "
                        + folder.resolve("FILE"));
    }

    private void file(Path file) {
        SourcePos pos = SourcePos.of(file.toString());
        if (file.toString().endsWith(".toml")) {
            refuse(file, "this is an inventory of TOML; Drydock reads YAML, JSON and INI");
        } else if (isProgram(file)) {
            if (Files.isExecutable(file)) new ScriptReader(file, draft, keys, problems).read();
            else
                problems.error(
                        pos, "this is a program, and may not be executed", "make it executable: chmod +x " + file);
        } else {
            TextFile.read(file, keys, problems).ifPresent(text -> text(file, text));
        }
    }

    private void text(Path file, TextFile text) {
        List<String> telling = text.text()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";"))
                .toList();
        if (telling.isEmpty()) return;
        if (telling.stream().anyMatch(line -> line.matches("plugin:\\s*\\S+"))
                && telling.stream().noneMatch(line -> line.matches("(all|hosts|children):.*")))
            refuse(file, "this is for a plugin of Ansible; Drydock has no plugins");
        else if (isYaml(telling.getFirst()))
            YamlReader.read(text, keys, problems).ifPresent(root -> new InventoryParser(draft, problems).parse(root));
        else new IniReader(text, draft, problems).read();
    }

    /** By its first line, for no line of the one is one of the other. */
    private static boolean isYaml(String line) {
        return !SECTION.matcher(line).matches() && YAML.matcher(line).matches();
    }

    private void refuse(Path file, String message) {
        problems.error(
                SourcePos.of(file.toString()),
                message,
                "save what it says: ansible-inventory -i " + file + " --list --yaml > inventory.yml");
    }

    /** What is executable and yet text, as all files are on some file systems, is read. */
    private static boolean isProgram(Path file) {
        if (!Files.isRegularFile(file)) return false;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(ELF.length);
            return begin.length > 1 && begin[0] == '#' && begin[1] == '!' || Arrays.equals(begin, ELF);
        } catch (IOException e) {
            return false; // reading it as text says why
        }
    }
}
