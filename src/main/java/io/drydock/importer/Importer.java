package io.drydock.importer;

import io.drydock.action.ActionLibrary;
import io.drydock.ansible.jinja.JinjaSettings;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.template.TemplateEngine;
import io.drydock.yaml.TextFile;
import io.drydock.yaml.YamlComments;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlPrinter;
import io.drydock.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts a playbook of Ansible with all that it needs: what it includes, its roles, templates, files, variables, and the inventories beside it. Nothing
 * is written before all has been read.
 */
public final class Importer {
    /** The tasks of a role, whose name may be that of a folder in one of roles. */
    private static final Pattern ROLE = Pattern.compile("roles/(.+)/tasks/main\\.ya?ml");

    private final ActionLibrary library;
    private final TemplateEngine engine;
    private final Diagnostics problems;
    private final Names names = new Names();
    private final Tally tally = new Tally();
    private final Map<Path, Refusal> refusedTemplates = new HashMap<>();
    private final Map<Path, byte[]> results = new LinkedHashMap<>();
    private final Map<Path, YamlNode> read = new HashMap<>();
    private final Set<String> roles = new TreeSet<>();

    public Importer(ActionLibrary library, TemplateEngine engine, Diagnostics problems) {
        this.library = library;
        this.engine = engine;
        this.problems = problems;
    }

    /**
     * Converts a playbook; empty where it could not be read, which has been reported.
     *
     * @param to the folder that takes the result
     * @param overwrites whether files that are there already are replaced
     */
    public Optional<ImportReport> convert(Path playbook, Path to, boolean overwrites) throws IOException {
        Path root = playbook.toAbsolutePath().normalize().resolveSibling("");
        List<ProjectFile> files = new Project(root, to.toAbsolutePath().normalize())
                .files(playbook.toAbsolutePath().normalize());
        for (ProjectFile file : files) {
            read(file);
            Matcher role = ROLE.matcher(file.target().toString());
            if (role.matches()) roles.add(role.group(1));
        }
        if (!problems.isEmpty()) return Optional.empty();
        for (ProjectFile file : files) if (file.kind() == ProjectFile.Kind.TEMPLATE) template(file);
        for (ProjectFile file : files) if (file.kind() != ProjectFile.Kind.TEMPLATE) other(file);
        if (!overwrites) checkFree(to);
        if (!problems.isEmpty()) return Optional.empty();
        return Optional.of(tally.report(write(to)));
    }

    private static SourcePos pos(Path file) {
        return SourcePos.of(shown(file).toString());
    }

    /** As users see it from where they are. */
    private static Path shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    private void read(ProjectFile file) {
        if (!file.kind().isYaml()) return;
        Path shown = shown(file.path());
        Optional<String> text = TextFile.text(shown, problems);
        if (text.isEmpty() || text.get().startsWith("$ANSIBLE_VAULT")) return;
        Optional<YamlNode> node = YamlReader.readClosed(shown.toString(), text.get(), problems);
        node.ifPresent(n -> {
            read.put(file.path(), n);
            if (file.kind().holdsVariables()) names.add(n);
            else new Collector(names).add(n);
        });
    }

    private static Optional<String> text(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            return Optional.empty(); // none of the texts that are converted
        }
    }

    private Known known(List<String> notes) {
        return new Known(names, new FactNames(), new MagicNames(names), library, notes::add);
    }

    private void template(ProjectFile file) throws IOException {
        Optional<String> text = text(file.path());
        Path target = file.target();
        if (text.isEmpty()) {
            results.put(target, Files.readAllBytes(file.path()));
            return;
        }
        String name = file.path().getFileName().toString();
        try {
            List<String> notes = new ArrayList<>();
            String converted = TemplatePrinter.convert(text.get(), JinjaSettings.FILES, new TermPrinter(known(notes)));
            Diagnostics found = new Diagnostics();
            engine.data(name, converted, found);
            if (!found.isEmpty())
                throw new Refusal(
                        "what came out of a template", found.all().getFirst().message());
            results.put(
                    target.resolveSibling(TemplateNames.converted(name)), converted.getBytes(StandardCharsets.UTF_8));
            tally.template(pos(file.path()));
        } catch (Refusal refusal) {
            refusedTemplates.put(
                    file.path(),
                    new Refusal(
                            "template: " + refusal.construct(), refusal.reason() + " (" + shown(file.path()) + ")"));
            tally.refusedTemplate(pos(file.path()), refusal);
            results.put(target, Files.readAllBytes(file.path()));
        }
    }

    private void other(ProjectFile file) throws IOException {
        Path target = file.target();
        YamlNode node = read.get(file.path());
        if (node == null || file.kind() == ProjectFile.Kind.COPY || isPlain(file, node)) {
            results.put(target, Files.readAllBytes(file.path()));
            return;
        }
        String text = text(file.path()).orElseThrow();
        YamlPrinter printer = new YamlPrinter(YamlComments.of(text));
        Workshop shop = new Workshop(
                known(new ArrayList<>()),
                new Trial(library, engine, names),
                tally,
                templates(file.path()),
                new Includes(file.path(), roles),
                printer::remark);
        results.put(target, printer.print(converted(file, node, shop)).getBytes(StandardCharsets.UTF_8));
    }

    /** Why templates that the file may mean were not converted, by their names. */
    private Map<String, Refusal> templates(Path file) {
        Map<String, Refusal> own = new HashMap<>();
        refusedTemplates.forEach((template, why) -> {
            if (owner(template).equals(owner(file)))
                own.put(template.getFileName().toString(), why);
        });
        return own;
    }

    /** The folder of the role, or of the playbook, that a file belongs to. */
    private static Path owner(Path file) {
        return RoleFolders.role(file).orElseGet(() -> file.resolveSibling(""));
    }

    /** Variables in which there is nothing to convert stay as they are, to the last byte. */
    private static boolean isPlain(ProjectFile file, YamlNode node) {
        return file.kind().holdsVariables()
                && !VariableWriter.isLate(file.kind(), node)
                && YamlTexts.all(node).stream()
                        .noneMatch(
                                t -> Ansible.isTemplate(t) || !Values.plain(t).equals(t));
    }

    private static YamlNode converted(ProjectFile file, YamlNode node, Workshop shop) {
        TermPrinter printer = new TermPrinter(shop.known());
        return switch (file.kind()) {
            case PLAYBOOK -> node instanceof YamlList plays ? new PlayWriter(shop, printer).convert(plays) : node;
            case TASKS -> node instanceof YamlList tasks ? new TaskList(shop, printer).convert(tasks) : node;
            case META -> new RoleWriter(shop, printer).meta(node);
            case VARIABLES -> new VariableWriter(shop, printer).convert(node);
            case LATE_VARIABLES -> new VariableWriter(shop, printer).convertLate(node);
            case INVENTORY -> new VariableWriter(shop, printer).inventory(node);
            case TEMPLATE, COPY -> node;
        };
    }

    private void checkFree(Path to) {
        for (Path target : results.keySet()) {
            Path file = to.resolve(target.toString());
            if (Files.exists(file))
                problems.error(
                        pos(file),
                        "the file is there already",
                        "give another folder with -o, or --force to replace it");
        }
    }

    private List<Path> write(Path to) throws IOException {
        List<Path> written = new ArrayList<>();
        for (Map.Entry<Path, byte[]> result : results.entrySet()) {
            Path file = to.resolve(result.getKey().toString());
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.isSymbolicLink(file)) throw new FileAlreadyExistsException(file + " is a link");
            Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), ".", ".import");
            Files.write(whole, result.getValue());
            Files.setPosixFilePermissions(whole, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(
                    whole,
                    file,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            written.add(file);
        }
        return written;
    }
}
