package io.drydock.template.function;

import io.drydock.diag.Secret;
import io.drydock.json.Written;
import io.drydock.template.Any;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One call of a function: the values it is given, as what its parameters say they are. Places count from 0. */
final class Call {
    private final TemplateFunction function;
    private final List<? extends @Nullable Object> values;
    private final Surroundings surroundings;

    Call(TemplateFunction function, List<? extends @Nullable Object> values, Surroundings surroundings) {
        this.function = function;
        this.values = values;
        this.surroundings = surroundings;
    }

    /** Whether a value, or a part of it, is one that only a host can say. */
    static boolean isAny(@Nullable Object value) {
        return switch (value) {
            case Any _ -> true;
            case List<?> list -> list.stream().anyMatch(Call::isAny);
            case Map<?, ?> map -> map.values().stream().anyMatch(Call::isAny);
            case null, default -> false;
        };
    }

    String name() {
        return function.name();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    boolean has(int place) {
        return values.size() > place;
    }

    /** Any value; null for one that is not there. */
    @Nullable
    Object value(int place) {
        return has(place) ? values.get(place) : null;
    }

    /** The values from a place on. */
    List<@Nullable Object> from(int place) {
        return has(place)
                ? Collections.unmodifiableList(new ArrayList<>(values.subList(place, values.size())))
                : List.of();
    }

    String text(int place) {
        return text(value(place));
    }

    /** The text, or another one where it is left out. */
    String text(int place, String otherwise) {
        return has(place) ? text(place) : otherwise;
    }

    /** What templates write for a value that is text, a number or a truth value. */
    String text(@Nullable Object value) {
        return switch (value) {
            case Secret secret -> surroundings.reveal(secret);
            case Number number -> Written.text(number);
            case null -> "";
            default -> value.toString();
        };
    }

    BigDecimal number(int place) {
        return Decimals.of(value(place)).orElseThrow();
    }

    /** A number of things, or another one where it is left out. */
    int count(int place, int otherwise) {
        if (!has(place)) return otherwise;
        try {
            return number(place).intValueExact();
        } catch (ArithmeticException e) {
            throw wrong(place, "a whole number");
        }
    }

    boolean truth(int place, boolean otherwise) {
        return has(place) ? (Boolean) Objects.requireNonNull(Written.plain(value(place))) : otherwise;
    }

    List<?> list(int place) {
        return (List<?>) Objects.requireNonNull(value(place));
    }

    @SuppressWarnings("unchecked") // maps of templates have text for keys
    Map<String, ?> map(int place) {
        return (Map<String, ?>) Objects.requireNonNull(value(place));
    }

    Pattern regexp(int place, String flags) {
        return PythonRegexp.compile(text(place), flags);
    }

    /** The value with the texts of secrets in their places, for what is made of all of it. */
    @Nullable
    Object revealed(@Nullable Object value) {
        return switch (value) {
            case Secret secret -> surroundings.reveal(secret);
            case List<?> list -> {
                List<Object> plain = new ArrayList<>();
                list.forEach(item -> plain.add(revealed(item)));
                yield plain;
            }
            case Map<?, ?> map -> {
                Map<Object, Object> plain = new LinkedHashMap<>();
                map.forEach((key, item) -> plain.put(key, revealed(item)));
                yield plain;
            }
            case null, default -> value;
        };
    }

    /** @throws FunctionFailure if the value is not what the parameter says */
    void check(int place) {
        Parameter parameter = function.parameter(place);
        Object value = Written.plain(value(place));
        boolean will = value == Any.ANY
                || switch (parameter.kind()) {
                    case TEXT ->
                        value instanceof String
                                || value instanceof Secret
                                || value instanceof Number
                                || value(place) instanceof Written;
                    case REGEXP -> value instanceof String || value instanceof Secret;
                    case NUMBER -> value instanceof Number;
                    case TRUTH -> value instanceof Boolean;
                    case LIST -> value instanceof List;
                    case MAP -> value instanceof Map;
                    case ANY, MAYBE -> true;
                };
        if (!will) throw wrong(place, parameter.kind().label());
        if (parameter.kind() == Parameter.Kind.REGEXP && value instanceof String text) PythonRegexp.compile(text, "");
    }

    FunctionFailure wrong(int place, String wanted) {
        String name = function.parameter(place).name();
        Object value = value(place);
        return new FunctionFailure(
                name + " of " + function.name() + " must be " + wanted + ", but it is " + Kinds.of(value),
                Kinds.remedy(wanted, value, function.usage()));
    }
}
