package io.drydock.run;

import io.drydock.diag.Secret;
import io.drydock.template.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Variables in layers; a later layer hides an earlier one. */
public record LayeredScope(List<Map<String, ?>> layers) implements Scope {
  public LayeredScope {
    layers = List.copyOf(layers);
  }

  LayeredScope with(Map<String, ?> layer) {
    if (layer.isEmpty()) return this;
    List<Map<String, ?>> more = new ArrayList<>(layers);
    more.add(layer);
    return new LayeredScope(more);
  }

  @Override
  public Object get(String name) {
    for (Map<String, ?> layer : layers.reversed()) {
      Object value = layer.get(name);
      if (value != null) return value;
    }
    return null;
  }

  /** Those of all layers that need no host to be known. */
  List<Secret> secrets() {
    return layers.stream().flatMap(layer -> Secrets.of(layer, this).stream()).toList();
  }

  @Override
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    layers.forEach(layer -> names.addAll(layer.keySet()));
    return names;
  }
}
