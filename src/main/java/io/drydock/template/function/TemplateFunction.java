package io.drydock.template.function;

import io.drydock.template.Any;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function of expressions.
 *
 * @param doc one sentence, or a few
 * @param example a call of it
 * @param result what comes of the example, as JSON
 */
public record TemplateFunction(
        String name, List<Parameter> parameters, String doc, String example, String result, Body body) {
    /** What a function does; it is given no {@link Any}. Null is for what is not there. */
    interface Body {
        @Nullable
        Object call(Call call);
    }

    public TemplateFunction {
        parameters = List.copyOf(parameters);
    }

    /** @param parameters as {@link Parameter#all} reads them */
    static TemplateFunction of(String name, String parameters, String doc, String example, String result, Body body) {
        return new TemplateFunction(name, Parameter.all(parameters), doc, example, result, body);
    }

    /** As one writes it, with brackets around what may be left out: {@code hash(s[, algorithm])}. */
    public String usage() {
        String all = parameters.stream()
                .map(p ->
                        p.several() ? ", " + p.name() + "..." : p.optional() ? "[, " + p.name() + "]" : ", " + p.name())
                .collect(Collectors.joining());
        return name + "(" + all.replaceFirst("^(\\[?), ", "$1") + ")";
    }

    /** Whether it can be called without a value at this place, counted from 0: with a variable that is not defined. */
    public boolean takesNothing(int place) {
        return !parameters.isEmpty() && parameter(place).kind() == Parameter.Kind.MAYBE;
    }

    /**
     * Calls it with plain values. With {@link Any} among them the result is any value.
     *
     * @throws FunctionFailure when they will not do
     */
    public @Nullable Object call(List<? extends @Nullable Object> values, Surroundings surroundings) {
        long least = parameters.stream().filter(p -> !p.optional()).count();
        boolean open = !parameters.isEmpty() && parameters.getLast().several();
        if (values.size() < least || !open && values.size() > parameters.size())
            throw new FunctionFailure(
                    name + " is given " + values.size() + " argument" + (values.size() == 1 ? "" : "s"),
                    "write " + usage());
        Call call = new Call(this, values, surroundings);
        for (int i = 0; i < values.size(); i++) call.check(i);
        return values.stream().anyMatch(Call::isAny) ? Any.ANY : body.call(call);
    }

    Parameter parameter(int place) {
        return parameters.get(Math.min(place, parameters.size() - 1));
    }
}
