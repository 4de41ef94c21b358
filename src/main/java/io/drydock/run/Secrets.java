package io.drydock.run;

import io.drydock.diag.Secret;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.UnknownValueException;
import io.drydock.template.ValueTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The secrets in variables. */
final class Secrets {
    private Secrets() {}

    /** All that the variables hold, those included that take their place in templates; what only a host can tell is left out. */
    static List<Secret> of(Map<String, ?> variables, Scope scope) {
        List<Secret> found = new ArrayList<>();
        variables.values().forEach(value -> collect(value, scope, found));
        return found;
    }

    /** Those in plain data. */
    static List<Secret> in(@Nullable Object data) {
        List<Secret> found = new ArrayList<>();
        collect(data, Scope.EMPTY, found);
        return found;
    }

    private static void collect(@Nullable Object value, Scope scope, Collection<Secret> found) {
        switch (value) {
            case Secret secret -> found.add(secret);
            case HostVars _ -> {} // those of other hosts are found where something of them is used
            case Collection<?> list -> list.forEach(item -> collect(item, scope, found));
            case Map<?, ?> map -> map.values().forEach(item -> collect(item, scope, found));
            case ValueTemplate template -> {
                found.addAll(template.secrets());
                if (!template.isConstant()) evaluated(template, scope, found);
            }
            case null, default -> {}
        }
    }

    private static void evaluated(ValueTemplate template, Scope scope, Collection<Secret> found) {
        try {
            collect(template.evaluate(scope), scope, found);
        } catch (TemplateFailure | UnknownValueException e) {
            // whoever uses it says so, and what comes of it then is found there
        }
    }

    /** A result that is registered under the name of a secret: its texts are secrets. */
    static Map<String, Object> hidden(Map<String, Object> result) {
        Map<String, Object> hidden = new LinkedHashMap<>();
        result.forEach((name, value) -> hidden.put(name, hiddenText(value)));
        return hidden;
    }

    private static @Nullable Object hiddenText(@Nullable Object value) {
        return switch (value) {
            case String text -> new Secret(text);
            case List<?> list -> list.stream().map(Secrets::hiddenText).toList();
            case null, default -> value;
        };
    }
}
