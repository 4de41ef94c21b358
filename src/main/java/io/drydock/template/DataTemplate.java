package io.drydock.template;

import io.drydock.diag.Diagnostic;
import io.drydock.template.freemarker.Compiled;
import java.util.List;
import java.util.Objects;

/** A file with {@code ${...}} and {@code <#...>} in it. Immutable; renderings may run at the same time. */
public final class DataTemplate {
    private final Compiled template;

    DataTemplate(Compiled template) {
        this.template = template;
    }

    /**
     * A String; a {@link io.drydock.diag.Secret} if a secret took part; {@link Any#ANY} if {@link Any} did.
     *
     * @throws TemplateFailure if it cannot be rendered with this scope
     * @throws UnknownValueException if it needs an {@link Unknown} value
     */
    public Object render(Scope scope) {
        return Objects.requireNonNull(template.evaluate(scope));
    }

    public List<Diagnostic> problems(Scope scope) {
        return template.problems(scope);
    }
}
