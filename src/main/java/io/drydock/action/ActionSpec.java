package io.drydock.action;

import io.drydock.diag.Diagnostics;
import io.drydock.template.ShellTemplate;
import io.drydock.template.TemplateEngine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An action: its typed arguments and its shell templates, read from a folder under templates/.
 *
 * @param freeForm the argument that a plain string stands for, as in {@code command: uname -r}
 * @param results all that its tasks register besides what every task does; empty: that can be anything
 * @param open takes any further argument
 * @param setsVariables its arguments become variables of the host; it does nothing there
 * @param restarts its apply may restart the host; {@code after} then runs there when it is back
 * @param gathers the facts that are gathered anew before it: names below {@code facts}, or {@code all} for those that changes may change
 * @param library the modules under templates/lib that its programs hold, each after those it uses
 * @param data named data files of the action, plain data, visible to its templates
 * @param desired computes what is wanted, for each of the other templates and before it
 */
public record ActionSpec(
        String name,
        String summary,
        String description,
        Optional<String> freeForm,
        Map<String, Argument> arguments,
        Optional<Map<String, ResultField>> results,
        boolean open,
        boolean setsVariables,
        boolean restarts,
        List<String> gathers,
        List<ArgumentRule> rules,
        String examples,
        List<String> library,
        Map<String, Object> data,
        Optional<ShellTemplate> desired,
        ShellTemplate check,
        Optional<ShellTemplate> apply,
        Optional<ShellTemplate> after) {

    public ActionSpec {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        results = results.map(fields -> Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
        gathers = List.copyOf(gathers);
        rules = List.copyOf(rules);
        library = List.copyOf(library);
        data = Map.copyOf(data);
    }

    /** Stands for an action that is not known, or has problems: what else its task says is checked all the same. */
    public static ActionSpec unknown(String name) {
        ShellTemplate nothing =
                new TemplateEngine().shell(name, "", new Diagnostics()).orElseThrow();
        return new ActionSpec(
                name,
                "",
                "",
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                true,
                false,
                false,
                List.of(),
                List.of(),
                "",
                List.of(),
                Map.of(),
                Optional.empty(),
                nothing,
                Optional.empty(),
                Optional.empty());
    }

    /** The names of the arguments for what is secret; commands, which may hold it too, are not meant for it. */
    List<String> takingSecrets() {
        return arguments.values().stream()
                .filter(a -> a.secrecy() != Argument.Secrecy.NO && a.type() != Argument.Type.SHELL)
                .map(Argument::name)
                .toList();
    }
}
