package io.drydock.run;

import io.drydock.diag.Diagnostic;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.Unknown;
import io.drydock.template.ValueTemplate;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The variables of all hosts, by their names, as {@code hostvars} has them: those of the inventory, and facts and what tasks have set or
 * registered up to the end of the play that a host has come through last. They are evaluated when they are asked for. Thread-safe.
 */
final class HostVars extends AbstractMap<String, Object> {
    private static final ThreadLocal<List<String>> OPEN = ThreadLocal.withInitial(ArrayList::new);

    private final Set<String> hosts;
    private final Set<String> reachable;
    private final Mode mode;
    private final BiFunction<String, Mode, Scope> variables;

    /**
     * @param hosts their names, as the inventory has them
     * @param reachable the names of these, and of what can be reached without being in the inventory
     * @param variables of a host
     */
    HostVars(Set<String> hosts, Set<String> reachable, Mode mode, BiFunction<String, Mode, Scope> variables) {
        this.hosts = hosts;
        this.reachable = reachable;
        this.mode = mode;
        this.variables = variables;
    }

    /** The same where it is known of a host by itself what it has. */
    HostVars with(String host, Scope own) {
        return new HostVars(hosts, reachable, mode, (name, m) -> name.equals(host) ? own : variables.apply(name, m));
    }

    @Override
    public @Nullable Object get(Object host) {
        return reachable.contains(host) ? new OfHost((String) host) : null;
    }

    @Override
    public boolean containsKey(Object host) {
        return reachable.contains(host);
    }

    @Override
    public Set<String> keySet() {
        return hosts;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> all = new LinkedHashMap<>();
        hosts.forEach(host -> all.put(host, new OfHost(host)));
        return all.entrySet();
    }

    /** There is one for all hosts that see it, and nobody compares what it holds. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    private final class OfHost extends AbstractMap<String, Object> {
        private final String host;

        OfHost(String host) {
            this.host = host;
        }

        @Override
        public @Nullable Object get(Object name) {
            Scope scope = variables.apply(host, mode);
            Object value = scope.get((String) name);
            if (value instanceof ValueTemplate template) return evaluated((String) name, template, scope);
            return value == null ? missing() : value;
        }

        private @Nullable Object missing() {
            return mode == Mode.PLAN && !variables.apply(host, mode).names().contains(JudgedFacts.NAME)
                    ? new Unknown("the earlier plays on " + host)
                    : null;
        }

        private @Nullable Object evaluated(String name, ValueTemplate template, Scope scope) {
            List<String> open = OPEN.get();
            String here = "hostvars." + host + "." + name;
            if (open.contains(here))
                throw new TemplateFailure(new Diagnostic(
                        template.pos(),
                        "a variable needs its own value: " + String.join(" -> ", open) + " -> " + here,
                        ""));
            open.add(here);
            try {
                return template.evaluate(scope);
            } finally {
                open.removeLast();
            }
        }

        @Override
        public boolean containsKey(Object name) {
            return get(name) != null;
        }

        @Override
        public Set<String> keySet() {
            return variables.apply(host, mode).names();
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            Map<String, Object> all = new LinkedHashMap<>();
            keySet().forEach(name -> all.put(name, get(name)));
            all.remove(Variables.HOSTVARS);
            return all.entrySet();
        }
    }
}
