package io.drydock.template.function;

import io.drydock.diag.Secret;
import io.drydock.sshconfig.SshArguments;
import io.drydock.template.LookupFailure;
import io.drydock.template.Lookups.Finding;
import io.drydock.template.Lookups.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is looked up on this machine, as a secret or not, and variables by names that are computed. */
final class LookupFunctions {
    private static final String KINDS = "env, file, fileglob, first_found, lines, pipe, varnames, vars";

    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of(
                    "lookup",
                    "text kind, any what, [any other]",
                    "What is on this machine: `env` a variable of the environment, `pipe` what a command prints and `lines` its lines (these three only with `--allow-lookups`), `file` what a file holds, `fileglob` the files that a pattern such as `conf/*.conf` fits, `first_found` the first file of a list that is there, `vars` the variable of a name, and `varnames` the names of variables in which a regular expression is found. Where there is none it is the other value, or an error.",
                    "lookup(\"vars\", \"inventory_\" + \"hostname\")",
                    "\"web1\"",
                    LookupFunctions::lookup),
            TemplateFunction.of(
                    "lookup_env",
                    "text name",
                    "A variable of the environment, as a secret; only with `--allow-lookups`.",
                    "lookup_env(\"NAME\") != \"\"",
                    "true",
                    call -> secret(call, Kind.ENVIRONMENT)),
            TemplateFunction.of(
                    "lookup_file",
                    "text path",
                    "What a file holds, as a secret, without the line breaks at its end; a vault is opened.",
                    "lookup_file(\"pom.xml\")?length > 9",
                    "true",
                    call -> secret(call, Kind.FILE)),
            TemplateFunction.of(
                    "lookup_command",
                    "text command, text arguments...",
                    "What a program prints, as a secret; only with `--allow-lookups`.",
                    "lookup_command(\"echo a\") == \"a\"",
                    "true",
                    call -> secret(call, Kind.COMMAND)));

    private LookupFunctions() {}

    /** What a lookup is of can be seen by others. */
    private static String shown(Call call, @Nullable Object value) {
        if (!(value instanceof Secret)) {
            String text = call.text(value);
            if (!call.surroundings().shows(text)) return text;
        }
        throw new LookupFailure(
                "a secret would be seen in what " + call.name() + " is given", "name what is looked up without one");
    }

    private static Secret secret(Call call, Kind kind) {
        List<String> words = new ArrayList<>();
        call.from(0).forEach(word -> words.add(shown(call, word)));
        Finding found = find(call, kind, kind == Kind.COMMAND && words.size() == 1 ? words(words.getFirst()) : words);
        if (found.text().isEmpty()) throw new LookupFailure(String.join(" ", words) + " gives nothing", "");
        return new Secret(found.text());
    }

    private static Finding find(Call call, Kind kind, List<String> words) {
        return call.surroundings().lookups().find(kind, words);
    }

    /** There is no shell: nothing but quotes and backslashes is special. */
    private static List<String> words(String command) {
        List<String> words = SshArguments.split(command)
                .orElseThrow(() -> new LookupFailure("a quote of \"" + command + "\" is not closed", "close it"));
        if (words.isEmpty()) throw new LookupFailure("the command is empty", "");
        return words;
    }

    private static @Nullable Object lookup(Call call) {
        String kind = call.text(0);
        if (kind.equals("first_found")) return firstFound(call);
        String what = shown(call, call.value(1));
        return switch (kind) {
            case "env" -> found(call, Kind.ENVIRONMENT, List.of(what));
            case "pipe" -> found(call, Kind.COMMAND, List.of("sh", "-c", what));
            case "lines" ->
                List.of(find(call, Kind.COMMAND, List.of("sh", "-c", what))
                        .text()
                        .split("\n"));
            case "file" -> found(call, Kind.FILE, file(call, what));
            case "fileglob" ->
                call.surroundings().lookups().files(what, call.surroundings().directory());
            case "vars" -> variable(call, what);
            case "varnames" -> names(call, PythonRegexp.compile(what, ""));
            default -> throw new FunctionFailure("nothing is looked up as \"" + kind + "\"", "valid: " + KINDS);
        };
    }

    private static List<String> file(Call call, String name) {
        List<String> words = new ArrayList<>(List.of(name));
        folders(call.surroundings().directory()).forEach(folder -> words.add(folder.toString()));
        return words;
    }

    /** Where files of a playbook or role are. */
    private static List<Path> folders(Path directory) {
        return List.of(directory.resolve("files"), directory, directory.resolve("../files"));
    }

    private static Object found(Call call, Kind kind, List<String> words) {
        try {
            Finding found = find(call, kind, words);
            return found.guarded() && !found.text().isEmpty() ? new Secret(found.text()) : found.text();
        } catch (LookupFailure e) {
            Object other = call.value(2);
            if (other == null || !e.isMissing()) throw e;
            return other;
        }
    }

    private static List<String> names(Call call, Pattern pattern) {
        return call.surroundings().variables().stream()
                .filter(name -> {
                    call.surroundings().look(name.length());
                    return pattern.matcher(name).find();
                })
                .sorted()
                .toList();
    }

    private static Object variable(Call call, String name) {
        Object value = call.surroundings().variable(name);
        if (value == null) value = call.value(2);
        if (value == null)
            throw new FunctionFailure("there is no variable \"" + name + "\"", "give another value for it");
        return value;
    }

    private static @Nullable Object firstFound(Call call) {
        Path directory = call.surroundings().directory();
        for (Object name :
                call.value(1) instanceof List<?> names ? names : List.of(Objects.requireNonNull(call.value(1)))) {
            String text = shown(call, name);
            for (Path folder : folders(directory))
                if (!call.surroundings().lookups().files(text, folder).isEmpty())
                    return folder.resolve(text).normalize().toString();
        }
        if (call.value(2) != null) return call.value(2);
        throw new FunctionFailure(
                "none of the files is there", "give another value: lookup(\"first_found\", names, \"\")");
    }
}
