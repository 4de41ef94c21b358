package io.drydock.run;

import io.drydock.diag.Secret;
import io.drydock.template.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Variables in layers; a later layer hides an earlier one. */
record LayeredScope(List<Map<String, ?>> layers) implements Scope {
  LayeredScope {
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
      if (value != null) return Secrets.guard(name, value, this);
    }
    return null;
  }

  /** Those that are known without evaluating anything. */
  List<Secret> secrets() {
    return names().stream().filter(Secrets::isSecret).map(this::get).filter(Secret.class::isInstance).map(Secret.class::cast).toList();
  }

  @Override
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    layers.forEach(layer -> names.addAll(layer.keySet()));
    return names;
  }
}
