package io.drydock.run;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Secret;
import io.drydock.playbook.Task;
import io.drydock.template.Any;
import io.drydock.template.HostValue;
import io.drydock.template.Scope;
import io.drydock.template.ShellWord;
import io.drydock.template.TemplateFailure;
import io.drydock.template.ValueTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the programs of a task find in their environment.
 *
 * @param variables texts, truth values, numbers and secrets, by their names
 */
record Environment(Map<String, Object> variables) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** What is wrong with it in a scope in which {@link Any} stands for what only a host can tell. */
    static List<Diagnostic> problems(Task task, Scope scope) {
        List<Diagnostic> found = task.conduct().environment().stream()
                .flatMap(part -> part.problems(scope).stream())
                .toList();
        if (!found.isEmpty()) return found;
        try {
            of(task, scope);
            return List.of();
        } catch (TemplateFailure e) {
            return List.of(e.diagnostic());
        }
    }

    /** @throws TemplateFailure where it is not one */
    static Environment of(Task task, Scope scope) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (ValueTemplate part : task.conduct().environment()) {
            Object value = part.evaluate(scope);
            if (HostValue.isOfHost(value)) continue; // only a host can tell
            if (!(value instanceof Map<?, ?> map))
                throw failure(part, "environment is not a map", "write environment: {NAME: value}");
            map.forEach((name, of) -> {
                if (!NAME.matcher(name.toString()).matches())
                    throw failure(
                            part,
                            "\"" + name + "\" is not a name for an environment variable",
                            "use letters, digits and _, not beginning with a digit");
                if (of instanceof Map || of instanceof List)
                    throw failure(part, "the environment variable " + name + " is not a text", "write one text");
                all.put(name.toString(), of == null ? "" : of);
            });
        }
        return new Environment(all);
    }

    private static TemplateFailure failure(ValueTemplate part, String message, String remedy) {
        return new TemplateFailure(new Diagnostic(part.pos(), message, remedy));
    }

    /** A line of a shell for each. */
    String lines() {
        StringBuilder lines = new StringBuilder();
        variables.forEach((name, value) -> lines.append("export ")
                .append(name)
                .append('=')
                .append(ShellWord.quoted(value instanceof Secret secret ? secret.reveal() : value.toString()))
                .append('\n'));
        return lines.toString();
    }
}
