package io.drydock.template;

import io.drydock.diag.Diagnostic;
import io.drydock.template.freemarker.Compiled;
import io.drydock.template.freemarker.Secrecy;
import java.util.List;
import java.util.Objects;

/** A file with {@code ${...}} and {@code <#...>} in it. Immutable; renderings may run at the same time. */
public final class DataTemplate {
    private final Compiled template;
    private final boolean secret;

    /** @param secret whether all of it is one */
    DataTemplate(Compiled template, boolean secret) {
        this.secret = secret;
        this.template = template;
    }

    /**
     * A String; a {@link io.drydock.diag.Secret} if a secret took part; {@link Any#ANY} if {@link Any} did.
     *
     * @throws TemplateFailure if it cannot be rendered with this scope
     * @throws UnknownValueException if it needs an {@link Unknown} value
     */
    public Object render(Scope scope) {
        Object rendered = Objects.requireNonNull(template.evaluate(scope));
        return secret ? Objects.requireNonNull(Secrecy.hidden(rendered)) : rendered;
    }

    public List<Diagnostic> problems(Scope scope) {
        return template.problems(scope);
    }
}
