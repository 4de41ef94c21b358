package io.drydock.template.freemarker;

import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import io.drydock.template.Any;
import io.drydock.template.HostTable;
import io.drydock.template.Unknown;
import io.drydock.template.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The functions that every template has. */
final class Functions {
    private static final TemplateMethodModelEx WIDE = arguments -> {
        if (arguments.getFirst() instanceof TemplateNumberModel width
                && Math.abs(width.getAsNumber().doubleValue()) > Limits.WIDTH) {
            throw new TooMuch("a width of more than " + Limits.WIDTH);
        }
        return arguments.getFirst();
    };
    private static final TemplateMethodModelEx KEPT = arguments -> {
        boolean ours = arguments.getFirst() instanceof Models.Original;
        if (!ours
                && arguments.getFirst() instanceof TemplateScalarModel text
                && text.getAsString().length() > Limits.LENGTH) {
            throw new TooMuch("a variable has more than " + Limits.LENGTH + " characters");
        }
        if (!ours && arguments.getFirst() instanceof TemplateSequenceModel list && list.size() > Limits.STEPS) {
            throw new TooMuch("a list has more than " + Limits.STEPS + " items");
        }
        return false;
    };

    private interface Body {
        Object call(List<String> arguments) throws TemplateModelException;
    }

    private Functions() {}

    private static final Map<String, Function<Evaluation, TemplateModel>> BY_NAME = byName();

    private static Map<String, Function<Evaluation, TemplateModel>> byName() {
        Map<String, Function<Evaluation, TemplateModel>> all = new HashMap<>();
        SecretFunction.KINDS.forEach((name, kind) -> all.put(name, e -> new SecretFunction(name, kind, e)));
        all.put(WordsFunction.NAME, WordsFunction::new);
        all.put(Limits.STEP, Functions::step);
        all.put(Limits.RANGE, Functions::range);
        all.put(Limits.WIDE, _ -> WIDE);
        all.put(Limits.KEPT, _ -> KEPT);
        all.put("version_at_least", e -> function("version_at_least", 2, e, a -> compare(a) >= 0));
        all.put("version_compare", e -> function("version_compare", 2, e, Functions::compare));
        all.put("json", Functions::json);
        all.put("fitting", Functions::fitting);
        all.put("kernel_option", e -> function("kernel_option", 1, e, a -> kernelOption(a.getFirst(), e)));
        all.put("module_available", e -> function("module_available", 1, e, a -> moduleAvailable(a.getFirst(), e)));
        return Map.copyOf(all);
    }

    static boolean isName(String name) {
        return BY_NAME.containsKey(name);
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    static Optional<TemplateModel> named(String name, Evaluation evaluation) {
        return Optional.ofNullable(BY_NAME.get(name)).map(function -> function.apply(evaluation));
    }

    /** A function of texts; with an argument that stands for any value the result does so too. */
    private static TemplateMethodModelEx function(String name, int count, Evaluation evaluation, Body body) {
        return arguments -> {
            if (arguments.size() != count) {
                throw new TemplateModelException(name + " takes " + count + " argument(s), not " + arguments.size());
            }
            List<String> texts = new ArrayList<>(count);
            for (Object argument : arguments) {
                if (argument instanceof AnyModel any) {
                    return any;
                }
                texts.add(text(name, argument, evaluation));
            }
            return Models.of(body.call(texts), evaluation);
        };
    }

    /** Counts a turn of a loop; gives back what it is given, or false. */
    private static TemplateMethodModelEx step(Evaluation evaluation) {
        return arguments -> {
            evaluation.step(1);
            return arguments.isEmpty() ? false : arguments.getFirst();
        };
    }

    private static TemplateMethodModelEx range(Evaluation evaluation) {
        return arguments -> {
            evaluation.step(((TemplateSequenceModel) arguments.getFirst()).size());
            return arguments.getFirst();
        };
    }

    private static TemplateMethodModelEx json(Evaluation evaluation) {
        return arguments -> {
            if (arguments.size() != 1) {
                throw new TemplateModelException("json takes 1 argument, not " + arguments.size());
            }
            if (arguments.getFirst() == null) {
                throw new Undefined(evaluation.miss());
            }
            return new JsonText(evaluation).write(Models.plain((TemplateModel) arguments.getFirst(), evaluation));
        };
    }

    /** The rows of a table that are for this host. */
    private static TemplateMethodModelEx fitting(Evaluation evaluation) {
        return arguments -> {
            if (arguments.size() != 1) {
                throw new TemplateModelException("fitting takes 1 argument, not " + arguments.size());
            }
            if (arguments.getFirst() == null) {
                throw new Undefined(evaluation.miss());
            }
            List<String> host = new ArrayList<>();
            for (String fact : List.of("id", "family", "version_id")) {
                Object value = path(evaluation, "facts", "os", fact);
                if (!(value instanceof String text)) return Models.of(value, evaluation);
                host.add(text);
            }
            Object table = Models.plain((TemplateModel) arguments.getFirst(), evaluation);
            return Models.of(table == Any.ANY ? table : fitting(table, host), evaluation);
        };
    }

    private static List<Object> fitting(@Nullable Object table, List<String> host) throws TemplateModelException {
        List<Object> fitting = new ArrayList<>();
        for (Object row : table instanceof List<?> rows ? rows : Collections.singletonList(table)) {
            if (!(row instanceof Map<?, ?> map)) throw new TemplateModelException("fitting needs a list of maps");
            if (HostTable.fits(map, host.get(0), host.get(1), host.get(2))) fitting.add(map);
        }
        return fitting;
    }

    private static String text(String function, Object argument, Evaluation evaluation) throws TemplateModelException {
        return switch (argument) {
            case TemplateScalarModel text -> text.getAsString();
            case TemplateNumberModel number -> NumberText.of(number);
            case null -> throw new Undefined(evaluation.miss());
            case TemplateBooleanModel _ ->
                throw new TemplateModelException(function + " needs text, not true or false");
            default -> throw new TemplateModelException(function + " needs text, not a list or map");
        };
    }

    private static long compare(List<String> versions) {
        return new Version(versions.get(0)).compareTo(new Version(versions.get(1)));
    }

    private static Object kernelOption(String option, Evaluation evaluation) throws TemplateModelException {
        Object options = path(evaluation, "facts", "kernel", "options");
        String name = option.startsWith("CONFIG_") ? option.substring("CONFIG_".length()) : option;
        return options instanceof Map<?, ?> map ? map.containsKey(name) ? map.get(name) : "n" : options;
    }

    private static Object moduleAvailable(String module, Evaluation evaluation) throws TemplateModelException {
        Object available = path(evaluation, "facts", "modules", "available");
        Object loaded = path(evaluation, "facts", "modules", "loaded");
        if (has(available, module) || has(loaded, module)) {
            return true;
        }
        return !(available instanceof List<?>) ? available : !(loaded instanceof List<?>) ? loaded : (Object) false;
    }

    /** The kernel takes "-" and "_" in the name of a module for the same. */
    private static boolean has(Object modules, String module) {
        return modules instanceof List<?> names
                && names.stream()
                        .anyMatch(name -> String.valueOf(name).replace('-', '_').equals(module.replace('-', '_')));
    }

    /** The value at a path of keys, or what stands in for all of it: {@link Any} or {@link Unknown}. */
    @SuppressWarnings("unchecked")
    private static Object path(Evaluation evaluation, String variable, String... keys) throws TemplateModelException {
        Object value = evaluation.variable(variable);
        for (String key : keys) {
            if (!(value instanceof Map<?, ?> map)) {
                break;
            }
            value = evaluation.entry((Map<String, ?>) map, key);
        }
        if (value == null) {
            throw new Undefined(evaluation.miss());
        }
        return value;
    }
}
