package io.drydock.playbook;

import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.template.TemplateEngine;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what tasks of a playbook include: files of tasks, and files of variables. Each file that a host may have is read before the run. */
record IncludeReader(TaskReader reader, TemplateEngine engine, Diagnostics problems) {
    /** Adds what an include reads. */
    void include(
            YamlMap map, YamlMap.Entry include, Path file, List<Path> from, Inherited inherited, List<Task> tasks) {
        reader.checkInclude(map, include);
        PlayFields fields = new PlayFields(map, engine, problems);
        Optional<YamlScalar> name = include.value() instanceof YamlMap inner
                ? fields.of(inner).scalar("file")
                : fields.scalar(include.key());
        Optional<FirstFound> first = FirstFound.of(map, problems);
        for (Inherited within : rounds(map, inherited.with(fields), file, tasks))
            included(name, first, file, from, within, tasks);
    }

    /** What an include hands on each time that it is done. Adds a task that fails on hosts for which that is not often enough. */
    List<Inherited> rounds(YamlMap map, Inherited within, Path file, List<Task> tasks) {
        if (!IncludeLoop.has(map)) return List.of(within.with(TaskReader.loopsOf(map, true)));
        Optional<IncludeLoop.Rounds> rounds = new IncludeLoop(engine, reader.lists(), problems).of(map, within);
        if (rounds.isEmpty()) {
            reader.readIncompletely();
            return List.of(within.with(TaskReader.loopsOf(map, true)));
        }
        rounds.get()
                .beyond()
                .ifPresent(beyond -> tasks.add(
                        reader.task(beyond.task(), beyond.task().entries().getFirst(), file, beyond.within())));
        return rounds.get().rounds();
    }

    private void included(
            Optional<YamlScalar> name,
            Optional<FirstFound> first,
            Path file,
            List<Path> from,
            Inherited inherited,
            List<Task> tasks) {
        if (first.isEmpty() && name.filter(FileChoice::isTemplate).isEmpty()) {
            included(name.flatMap(n -> IncludePath.resolve(n, file, from, problems)), file, from, inherited, tasks);
            return;
        }
        Stream<Path> ofRole =
                inherited.role().stream().map(role -> role.folder().resolve("tasks"));
        FirstFound wanted = first.orElseGet(() -> FirstFound.of(name.orElseThrow()));
        FileChoice choice = choice(wanted, Stream.concat(Stream.of(TaskReader.directory(file)), ofRole), file);
        List<Path> around =
                IncludePath.chain(from, file).stream().map(Path::normalize).toList();
        choice.files().values().removeIf(path -> around.contains(path.normalize()));
        choice.files()
                .forEach((text, path) -> included(
                        IncludePath.resolve(YamlScalar.of(path.toString(), wanted.pos()), file, from, problems),
                        file,
                        from,
                        inherited.with(choice.has(Optional.of(text))),
                        tasks));
        if (!wanted.skip()) tasks.add(nothingFound(wanted, choice, file, inherited));
    }

    private FileChoice choice(FirstFound wanted, Stream<Path> usual, Path file) {
        List<Path> folders = wanted.paths().isEmpty()
                ? usual.distinct().toList()
                : wanted.paths().stream()
                        .map(path -> TaskReader.directory(file).resolve(path))
                        .toList();
        return new FileChoice(wanted.names(), folders, engine, problems);
    }

    /** Fails where none of the files is there. */
    private Task nothingFound(FirstFound wanted, FileChoice choice, Path file, Inherited inherited) {
        YamlMap fail = wanted.failure();
        return reader.task(fail, fail.entries().getFirst(), file, inherited.with(choice.has(Optional.empty())));
    }

    /** Adds a task for each file that hosts may have: it sets what the file holds. */
    void variables(YamlMap map, YamlMap.Entry action, Path file, Inherited inherited, List<Task> tasks) {
        for (YamlMap.Entry entry : map.entries())
            if (!TaskReader.KEYS.contains(entry.key())
                    && !entry.equals(action)
                    && !entry.key().equals(FirstFound.KEY))
                reader.unknownKey(entry, "a task", Place.TASKS, TaskReader.KEYS);
        PlayFields fields = new PlayFields(map, engine, problems);
        Optional<YamlMap> arguments =
                Optional.of(action.value()).filter(YamlMap.class::isInstance).map(YamlMap.class::cast);
        Optional<YamlScalar> name =
                arguments.isPresent() ? fields.of(arguments.get()).scalar("file") : fields.scalar(action.key());
        Optional<FirstFound> wanted = FirstFound.of(map, problems).or(() -> name.map(FirstFound::of));
        if (wanted.isEmpty()) {
            problems.error(action.keyPos(), "include_vars names no file", "write include_vars: FILE");
            reader.readIncompletely();
            return;
        }
        Stream<Path> ofRole = inherited.role().stream()
                .flatMap(role -> Stream.of(role.folder().resolve("vars"), role.folder()));
        Path folder = TaskReader.directory(file);
        FileChoice choice =
                choice(wanted.get(), Stream.concat(ofRole, Stream.of(folder.resolve("vars"), folder)), file);
        boolean isConstant = wanted.get().names().stream().noneMatch(FileChoice::isTemplate);
        if (choice.files().isEmpty() && isConstant && !wanted.get().skip()) {
            problems.error(
                    wanted.get().pos(),
                    "there is no such file of variables",
                    "it is looked for in vars/ of the role or beside this file, and beside it");
            reader.readIncompletely();
            return;
        }
        Optional<String> under = arguments.flatMap(a -> fields.of(a).text("name"));
        choice.files().forEach((text, path) -> {
            Optional<YamlNode> content = reader.readYaml(path);
            if (content.isEmpty()) reader.readIncompletely();
            if (isConstant) content.filter(YamlList.class::isInstance).ifPresent(reader::noMap);
            content.filter(node -> !(node instanceof YamlList))
                    .map(node -> under(under, node, action.keyPos()))
                    .map(node -> setting(map, action, text, node, file, inherited.with(choice.has(Optional.of(text)))))
                    .ifPresent(tasks::add);
        });
        if (!wanted.get().skip() && !isConstant)
            tasks.add(nothingFound(wanted.get(), choice, file, inherited.with(fields)));
    }

    private static YamlNode under(Optional<String> name, YamlNode content, SourcePos pos) {
        YamlNode variables = content.data() == null ? new YamlMap(pos, List.of()) : content;
        return name.<YamlNode>map(n -> new YamlMap(pos, List.of(new YamlMap.Entry(n, pos, variables))))
                .orElse(variables);
    }

    /** A task that sets variables in the place of one that includes them. */
    private Task setting(
            YamlMap map, YamlMap.Entry action, String text, YamlNode variables, Path file, Inherited inherited) {
        SourcePos at = action.keyPos();
        List<YamlMap.Entry> entries = new ArrayList<>();
        if (map.get("name").isEmpty())
            entries.add(new YamlMap.Entry("name", at, YamlScalar.of(TaskReader.INCLUDE_VARS + " " + text, at)));
        map.entries().stream()
                .filter(entry -> !entry.equals(action) && !entry.key().equals(FirstFound.KEY))
                .forEach(entries::add);
        YamlMap.Entry set = new YamlMap.Entry("set_fact", at, variables);
        entries.add(set);
        return reader.task(new YamlMap(map.pos(), entries), set, file, inherited);
    }

    private void included(Optional<Path> path, Path file, List<Path> from, Inherited inherited, List<Task> tasks) {
        Optional<YamlNode> node = path.flatMap(reader::readYaml);
        if (node.isPresent() && node.get() instanceof YamlList list) {
            reader.read(list.items(), path.get(), IncludePath.chain(from, file), inherited, tasks);
            return;
        }
        reader.readIncompletely();
        node.ifPresent(
                n -> problems.error(n.pos(), "an included file is a list of tasks", "begin each with: - name: ..."));
    }
}
