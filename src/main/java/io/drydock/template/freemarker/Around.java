package io.drydock.template.freemarker;

import io.drydock.diag.Secret;
import io.drydock.template.Any;
import io.drydock.template.Lookups;
import io.drydock.template.Unknown;
import io.drydock.template.UnknownValueException;
import io.drydock.template.function.FunctionFailure;
import io.drydock.template.function.Surroundings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an evaluation offers to functions. */
record Around(Evaluation evaluation) implements Surroundings {
    @Override
    public String reveal(Secret secret) {
        return evaluation.reveal(secret);
    }

    @Override
    public boolean shows(String text) {
        return evaluation.secrecy().shows(text);
    }

    @Override
    public void step(long count) {
        evaluation.step(count);
    }

    @Override
    public void look(int length) {
        evaluation.look(length);
    }

    @Override
    public @Nullable Object variable(String name) {
        return Models.resolved(evaluation.variable(name), evaluation);
    }

    @Override
    public Set<String> variables() {
        return evaluation.variables();
    }

    @Override
    public boolean isCheck() {
        boolean hasFacts = evaluation.variable("facts") != null;
        return evaluation.checking() || hasFacts && fact("hostname") == Any.ANY;
    }

    @Override
    @SuppressWarnings("unchecked") // maps of templates have text for keys
    public Object fact(String... keys) {
        Object value = evaluation.variable("facts");
        for (String key : keys) {
            if (!(value instanceof Map<?, ?> map)) break;
            value = evaluation.entry((Map<String, ?>) map, key);
        }
        if (value instanceof Unknown unknown && !evaluation.checking())
            throw new UnknownValueException(unknown.waitsFor());
        if (value == null) {
            String missing = evaluation.variable("facts") == null ? "" : "." + String.join(".", keys);
            throw new FunctionFailure("undefined variable \"facts" + missing + "\"", "");
        }
        return value instanceof Unknown ? Any.ANY : value;
    }

    @Override
    public Lookups lookups() {
        return evaluation.lookups();
    }

    @Override
    public Path directory() {
        return evaluation.directory();
    }
}
