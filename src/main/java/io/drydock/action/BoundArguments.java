package io.drydock.action;

import io.drydock.action.Arguments.Bound;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.template.Any;
import io.drydock.template.DataTemplate;
import io.drydock.template.Expression;
import io.drydock.template.Omitted;
import io.drydock.template.Scope;
import io.drydock.template.ShellTemplate;
import io.drydock.template.TemplateEngine;
import io.drydock.template.TemplateFailure;
import io.drydock.template.UnknownValueException;
import io.drydock.template.ValueTemplate;
import io.drydock.vault.VaultException;
import io.drydock.yaml.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ways an argument can be given, one record each. */
final class BoundArguments {
    private BoundArguments() {}

    /** One whose problems have been reported. */
    record Broken() implements Bound {
        @Override
        public Optional<Object> evaluate(Scope scope) {
            return Optional.of(Any.ANY);
        }

        @Override
        public List<Diagnostic> problems(Scope scope) {
            return List.of();
        }
    }

    record Plain(ValueTemplate value, Conversion conversion) implements Bound {
        @Override
        public Optional<Object> evaluate(Scope scope) {
            return Optional.ofNullable(Omitted.without(known(value, scope))).map(conversion::convert);
        }

        @Override
        public List<Diagnostic> problems(Scope scope) {
            return value.problems(scope);
        }
    }

    record WordList(List<ValueTemplate> words, Conversion conversion) implements Bound {
        @Override
        public Optional<Object> evaluate(Scope scope) {
            List<Object> values = new ArrayList<>();
            for (ValueTemplate word : words) {
                Object value = known(word, scope);
                if (value != Omitted.OMIT) values.add(value);
            }
            return Optional.of(conversion.convert(values));
        }

        @Override
        public List<Diagnostic> problems(Scope scope) {
            return words.stream().flatMap(w -> w.problems(scope).stream()).toList();
        }
    }

    record Script(ControllerFile file, WordList words) implements Bound {
        @Override
        public Optional<Object> evaluate(Scope scope) {
            Map<Object, Object> script =
                    new LinkedHashMap<>((Map<?, ?>) file.evaluate(scope).orElseThrow());
            script.put("words", words.evaluate(scope).orElseThrow());
            return Optional.of(script);
        }

        @Override
        public List<Diagnostic> problems(Scope scope) {
            return Stream.concat(file.problems(scope).stream(), words.problems(scope).stream())
                    .toList();
        }
    }

    record Shell(ShellTemplate template, Set<String> environment) implements Bound {
        @Override
        public Optional<Object> evaluate(Scope scope) {
            return Optional.of(template.evaluate(scope));
        }

        @Override
        public List<Diagnostic> problems(Scope scope) {
            return template.problems(scope, environment);
        }
    }

    record Condition(String source, Expression expression) {}

    record Conditions(List<Condition> conditions) implements Bound {
        @Override
        public Optional<Object> evaluate(Scope scope) {
            return Optional.of(conditions.stream()
                    .map(c -> Map.<String, Object>of(
                            "source", c.source(), "holds", c.expression().test(scope)))
                    .toList());
        }

        @Override
        public List<Diagnostic> problems(Scope scope) {
            return conditions.stream()
                    .flatMap(c -> c.expression().problems(scope).stream())
                    .toList();
        }
    }

    /** @param folders whether it may be a folder; one that is written with a slash at its end has no name */
    record ControllerFile(ValueTemplate name, Path directory, ControllerFiles files, boolean folders, SourcePos pos)
            implements Bound {
        @Override
        public Optional<Object> evaluate(Scope scope) {
            Path path = locate(name, scope, directory, files, folders, pos);
            if (!Files.isDirectory(path)) return Optional.of(content(files, path, pos));
            return Optional.of(folder(files, path, text(name, scope).endsWith("/"), pos));
        }

        @Override
        public List<Diagnostic> problems(Scope scope) {
            return name.problems(scope);
        }
    }

    /** @param isPath whether the host's path is meant */
    record FileOrPath(ValueTemplate isPath, ControllerFile file, Plain path) implements Bound {
        @Override
        public Optional<Object> evaluate(Scope scope) {
            boolean onHost = Truth.of(isPath.evaluate(scope)).orElse(false);
            return onHost ? path.evaluate(scope) : file.evaluate(scope);
        }

        @Override
        public List<Diagnostic> problems(Scope scope) {
            return file.problems(scope);
        }
    }

    record Rendered(ValueTemplate name, Path directory, ControllerFiles files, TemplateEngine engine, SourcePos pos)
            implements Bound {
        @Override
        public Optional<Object> evaluate(Scope scope) {
            Diagnostics found = new Diagnostics();
            return Optional.of(template(scope, found)
                    .orElseThrow(() -> new TemplateFailure(found.all().getFirst()))
                    .render(scope));
        }

        @Override
        public List<Diagnostic> problems(Scope scope) {
            List<Diagnostic> problems = name.problems(scope);
            if (!problems.isEmpty()) return problems;
            try {
                if (!name.isConstant()) return List.of();
                Diagnostics found = new Diagnostics();
                return template(scope, found).map(t -> t.problems(scope)).orElseGet(found::all);
            } catch (UnknownValueException e) {
                return List.of();
            } catch (TemplateFailure e) {
                return List.of(e.diagnostic());
            }
        }

        private Optional<DataTemplate> template(Scope scope, Diagnostics found) {
            Path file = locate(name, scope, directory, files, false, pos);
            Map<String, Object> content = content(files, file, pos);
            Object text = content.get("text");
            return text instanceof Secret secret
                    ? engine.secretData(file.toString(), secret.reveal(), found)
                    : engine.data(file.toString(), String.valueOf(text), found);
        }
    }

    /** The value; it is not known where a variable in it is broken, which has been reported. */
    private static @Nullable Object known(ValueTemplate template, Scope scope) {
        Object value = template.evaluate(scope);
        if (value == Any.ANY) throw new UnknownValueException("its variables are mended");
        return value;
    }

    private static String text(ValueTemplate name, Scope scope) {
        Object value = known(name, scope);
        return value instanceof Secret secret ? secret.reveal() : String.valueOf(value);
    }

    private static Path locate(
            ValueTemplate name, Scope scope, Path directory, ControllerFiles files, boolean folders, SourcePos pos) {
        String text = text(name, scope);
        Path file = find(text, name.holdsHostData(scope), directory, files, folders, pos)
                .orElseThrow(() -> failure(
                        pos,
                        "no file " + (folders ? "or folder " : "") + "\"" + text + "\" in " + directory.resolve("files")
                                + ", its templates/ or " + directory,
                        "put it there; src is a file of this machine, not of the host"));
        files.doubt(file, pos).ifPresent(doubt -> {
            throw new TemplateFailure(doubt);
        });
        if (file.toFile().length() > ControllerFiles.LIMIT) throw tooLarge(file, pos);
        return file;
    }

    private static TemplateFailure tooLarge(Path file, SourcePos pos) {
        return failure(
                pos,
                file + " is larger than " + (ControllerFiles.LIMIT >> 20) + " MiB",
                "let the host fetch it, with get_url, a package or a command");
    }

    private static Map<String, Object> folder(ControllerFiles files, Path folder, boolean nameless, SourcePos pos) {
        List<Map<String, Object>> entries = new ArrayList<>();
        long size = 0;
        try {
            for (Path each : FileTree.below(folder)) {
                files.doubt(each, pos).ifPresent(doubt -> {
                    throw new TemplateFailure(doubt);
                });
                boolean isFolder = Files.isDirectory(each);
                if (!isFolder && !Files.isRegularFile(each))
                    throw failure(pos, each + " is neither a file nor a folder", "take it out of " + folder);
                if (!isFolder && (size += Files.size(each)) > ControllerFiles.LIMIT) throw tooLarge(folder, pos);
                Map<String, Object> entry = new LinkedHashMap<>(isFolder ? Map.of() : content(files, each, pos));
                entry.put("directory", isFolder);
                entry.put("path", folder.relativize(each).toString());
                entries.add(entry);
            }
        } catch (IOException e) {
            throw failure(pos, folder + " cannot be read: " + e, "");
        }
        return Map.of(
                "name",
                nameless
                        ? ""
                        : folder.toAbsolutePath().normalize().getFileName().toString(),
                "entries",
                entries);
    }

    /** A host must not choose any file of this machine: one that had a say in the name gets what lies below the playbook's folder. */
    private static Optional<Path> find(
            String name, boolean hostSaysIt, Path directory, ControllerFiles files, boolean folders, SourcePos pos) {
        try {
            if (hostSaysIt && files.leadsOut(directory, name)) {
                throw failure(
                        pos,
                        "\"" + name + "\" is made of what the host says, and leads out of " + directory,
                        "make it of variables of your own, or put the file there");
            }
            return files.find(directory, name, folders);
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure(pos, "cannot look for \"" + name + "\": " + e, "");
        }
    }

    private static Map<String, Object> content(ControllerFiles files, Path file, SourcePos pos) {
        try {
            return files.content(file);
        } catch (VaultException e) {
            Diagnostics found = new Diagnostics();
            e.report(file.toString(), (_, _) -> pos, found);
            throw new TemplateFailure(found.all().getFirst());
        } catch (IOException e) {
            throw failure(pos, file + " cannot be read: " + e.getClass().getSimpleName(), "");
        }
    }

    private static TemplateFailure failure(SourcePos pos, String problem, String remedy) {
        return new TemplateFailure(new Diagnostic(pos, problem, remedy));
    }
}
