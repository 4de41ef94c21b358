package io.drydock.template.function;

import io.drydock.template.Any;
import io.drydock.template.HostTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What depends on the facts of the host. */
final class HostFunctions {
    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of(
                    "kernel_option",
                    "text name",
                    "How the running kernel was configured: `y`, `m`, `n` or a text.",
                    "kernel_option(\"OVERLAY_FS\")",
                    "\"m\"",
                    HostFunctions::kernelOption),
            TemplateFunction.of(
                    "module_available",
                    "text name",
                    "Whether a kernel module is loaded, built in or can be loaded.",
                    "module_available(\"br_netfilter\")",
                    "true",
                    HostFunctions::moduleAvailable),
            TemplateFunction.of(
                    "fitting",
                    "any table",
                    "The rows, in their order, that are for this host, of a list of maps: a row says by `id`, `family` and `version`, each a text or a list of several, for which `facts.os` it is, and is for any in what it leaves out; `\"8\"` stands for 8 and 8.9, not for 80; its other keys are data.",
                    "fitting([{\"family\": \"debian\", \"n\": 1}, {\"id\": \"alpine\", \"n\": 2}])?map(row -> row.n)",
                    "[1]",
                    HostFunctions::fitting));

    private HostFunctions() {}

    private static Object kernelOption(Call call) {
        String option = call.text(0);
        Object options = call.surroundings().fact("kernel", "options");
        String name = option.startsWith("CONFIG_") ? option.substring("CONFIG_".length()) : option;
        if (!(options instanceof Map<?, ?> map)) return options;
        Object value = map.get(name);
        return value == null ? "n" : value;
    }

    private static Object moduleAvailable(Call call) {
        Object available = call.surroundings().fact("modules", "available");
        Object loaded = call.surroundings().fact("modules", "loaded");
        if (has(available, call.text(0)) || has(loaded, call.text(0))) return true;
        return Stream.of(available, loaded)
                .filter(modules -> !(modules instanceof List<?>))
                .findFirst()
                .orElse(false);
    }

    /** The kernel takes "-" and "_" in the name of a module for the same. */
    private static boolean has(Object modules, String module) {
        return modules instanceof List<?> names
                && names.stream()
                        .anyMatch(name -> String.valueOf(name).replace('-', '_').equals(module.replace('-', '_')));
    }

    private static Object fitting(Call call) {
        List<String> host = new ArrayList<>();
        for (String fact : List.of("id", "family", "version_id")) {
            Object value = call.surroundings().fact("os", fact);
            if (!(value instanceof String text)) return Any.ANY;
            host.add(text);
        }
        List<Object> fitting = new ArrayList<>();
        for (Object row : call.value(0) instanceof List<?> rows ? rows : call.from(0)) {
            if (!(row instanceof Map<?, ?> map))
                throw new FunctionFailure("fitting needs a list of maps", "write [{\"family\": \"debian\", ...}]");
            if (HostTable.fits(map, host.get(0), host.get(1), host.get(2))) fitting.add(map);
        }
        return fitting;
    }
}
