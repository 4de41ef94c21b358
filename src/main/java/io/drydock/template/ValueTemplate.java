package io.drydock.template;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.template.freemarker.Compiled;
import io.drydock.template.freemarker.Secrecy;
import io.drydock.template.freemarker.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tree of YAML values with templates in it. Immutable; evaluations may run at the same time. */
public final class ValueTemplate {
    public sealed interface Part {
        @Nullable
        public Object evaluate(Session session);

        /** A string that is a template, or the typed value of a string that is one {@code ${...}}. */
        record Dynamic(Compiled template) implements Part {
            @Override
            public @Nullable Object evaluate(Session session) {
                return template.evaluate(session);
            }
        }

        /** The same for what is a secret whatever it is made from. */
        record Hidden(Compiled template) implements Part {
            @Override
            public @Nullable Object evaluate(Session session) {
                return Secrecy.hidden(template.evaluate(session));
            }
        }

        record Constant(@Nullable Object value) implements Part {
            @Override
            public @Nullable Object evaluate(Session session) {
                return value;
            }
        }

        /**
         * Whether the first of some names that is there is the wanted one; empty: whether none of them is there.
         *
         * @param there the names of all that is there
         */
        record Chosen(List<Part> names, Set<String> there, Optional<String> wanted) implements Part {
            @Override
            public @Nullable Object evaluate(Session session) {
                for (Part part : names) {
                    Object name = part.evaluate(session);
                    if (name == Any.ANY) return Any.ANY;
                    if (there.contains(String.valueOf(name)))
                        return wanted.filter(String.valueOf(name)::equals).isPresent();
                }
                return wanted.isEmpty();
            }
        }

        record Items(List<Part> parts) implements Part {
            @Override
            public @Nullable Object evaluate(Session session) {
                List<Object> values = new ArrayList<>(parts.size());
                parts.forEach(part -> values.add(part.evaluate(session)));
                return Collections.unmodifiableList(values);
            }
        }

        record Entries(Map<String, Part> parts) implements Part {
            @Override
            public @Nullable Object evaluate(Session session) {
                Map<String, Object> values = LinkedHashMap.newLinkedHashMap(parts.size());
                parts.forEach((key, part) -> values.put(key, part.evaluate(session)));
                return Collections.unmodifiableMap(values);
            }
        }
    }

    private final SourcePos pos;
    private final Part part;
    private final List<Compiled> templates;
    private final List<Secret> guarded;

    public ValueTemplate(SourcePos pos, Part part, List<Compiled> templates) {
        this(pos, part, templates, List.of());
    }

    /** @param guarded texts of values in it that are not secrets themselves, and are not to be seen all the same */
    public ValueTemplate(SourcePos pos, Part part, List<Compiled> templates, List<Secret> guarded) {
        this.guarded = List.copyOf(guarded);
        this.pos = Objects.requireNonNull(pos);
        this.part = part;
        this.templates = List.copyOf(templates);
    }

    /** Stands for one whose problems have been reported, so that what uses it is not reported, too: it may be any value. */
    public static ValueTemplate broken(SourcePos pos) {
        return new ValueTemplate(pos, new Part.Constant(Any.ANY), List.of());
    }

    /**
     * The value as plain data. A string with a secret in it is a {@link io.drydock.diag.Secret}; one that needs
     * {@link Any} is {@link Any#ANY}.
     *
     * @throws TemplateFailure if it cannot be evaluated with this scope
     * @throws UnknownValueException if it needs an {@link Unknown} value
     */
    public @Nullable Object evaluate(Scope scope) {
        return evaluate(Session.of(scope));
    }

    @Nullable
    public Object evaluate(Session session) {
        return part.evaluate(session);
    }

    Part part() {
        return part;
    }

    List<Compiled> templates() {
        return templates;
    }

    /** True if there is no template in it: it has the same value in every scope. */
    public boolean isConstant() {
        return part instanceof Part.Constant;
    }

    /** Whether a host had a say in the value that it has with this scope. */
    public boolean holdsHostData(Scope scope) {
        if (isConstant()) return false;
        try {
            return !Objects.equals(evaluate(scope), evaluate(scope.withoutHost()));
        } catch (UnknownValueException | TemplateFailure e) {
            return true;
        }
    }

    /** Everything that would fail with this scope, in which {@link Any} and {@link Unknown} stand for all values. */
    public List<Diagnostic> problems(Scope scope) {
        return templates.stream()
                .flatMap(template -> template.problems(scope).stream())
                .distinct()
                .toList();
    }

    /** Every secret that is written in it. */
    public List<Secret> secrets() {
        List<Secret> found = new ArrayList<>(guarded);
        collect(part, found);
        return found;
    }

    private static void collect(@Nullable Object part, List<Secret> found) {
        switch (part) {
            case Part.Constant constant -> collect(constant.value(), found);
            case Part.Items items -> items.parts().forEach(p -> collect(p, found));
            case Part.Entries entries -> entries.parts().values().forEach(p -> collect(p, found));
            case Secret secret -> found.add(secret);
            case List<?> list -> list.forEach(item -> collect(item, found));
            case Map<?, ?> map -> map.values().forEach(item -> collect(item, found));
            case null, default -> {}
        }
    }

    public SourcePos pos() {
        return pos;
    }
}
