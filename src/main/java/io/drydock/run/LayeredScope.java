package io.drydock.run;

import io.drydock.diag.Secret;
import io.drydock.template.Scope;
import io.drydock.template.Unknown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Variables in layers; a later layer hides an earlier one.
 *
 * @param said the names whose values a host had a say in
 */
public record LayeredScope(List<Map<String, ?>> layers, Set<String> said) implements Scope {
    private static final Unknown UNSAID = new Unknown("the host");

    public LayeredScope {
        layers = List.copyOf(layers);
        said = Collections.unmodifiableSet(said); // not copied: a scope is made for every task of every host
    }

    LayeredScope with(Map<String, ?> layer) {
        return with(layer, false);
    }

    /** @param isSaid whether a host had a say in the layer's values */
    LayeredScope with(Map<String, ?> layer, boolean isSaid) {
        if (layer.isEmpty()) return this;
        if (!isSaid) return with(layer, said);
        Set<String> more = new LinkedHashSet<>(said);
        more.addAll(layer.keySet());
        return with(layer, more);
    }

    /** The same with variables weaker than all others. */
    public LayeredScope above(Map<String, ?> layer) {
        List<Map<String, ?>> more = new ArrayList<>(List.of(layer));
        more.addAll(layers);
        return new LayeredScope(more, said);
    }

    private LayeredScope with(Map<String, ?> layer, Set<String> said) {
        List<Map<String, ?>> more = new ArrayList<>(layers);
        more.add(layer);
        return new LayeredScope(more, said);
    }

    /** @param names takes the names of all variables that are asked for from now on */
    LayeredScope noting(Set<String> names) {
        return new LayeredScope(List.of(new ReadVariables(this, names)), said);
    }

    @Override
    public boolean has(String name) {
        return layers.stream().anyMatch(layer -> layer.containsKey(name));
    }

    @Override
    public Scope withoutHost() {
        return with(said.stream().collect(Collectors.toMap(name -> name, _ -> UNSAID)), said);
    }

    @Override
    public @Nullable Object get(String name) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            Object value = layers.get(i).get(name);
            if (value != null) return value;
        }
        return null;
    }

    /** Those of all layers that need no host to be known. */
    public List<Secret> secrets() {
        return layers.stream()
                .flatMap(layer -> Secrets.of(layer, this).stream())
                .toList();
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        layers.forEach(layer -> names.addAll(layer.keySet()));
        return names;
    }
}
