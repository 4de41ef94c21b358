package io.drydock.facts;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Facts as a tree of plain data. Their records are its only definition: names, order, types and documentation. */
final class FactTree {
  private FactTree() {}

  static Map<String, Object> data(Record facts) {
    var tree = new LinkedHashMap<String, Object>();
    for (var part : facts.getClass().getRecordComponents()) {
      tree.put(nameOf(part), plain(valueOf(part, facts)));
    }
    return Collections.unmodifiableMap(tree);
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Record nested -> data(nested);
      case Choice choice -> choice.text();
      default -> value;
    };
  }

  static Map<String, Object> shape(Class<?> facts, Object leaf) {
    var tree = new LinkedHashMap<String, Object>();
    for (var part : facts.getRecordComponents()) {
      tree.put(nameOf(part), part.getType().isRecord() ? shape(part.getType(), leaf) : leaf);
    }
    return Collections.unmodifiableMap(tree);
  }

  static List<FactDoc> describe(Class<?> facts) {
    var docs = new ArrayList<FactDoc>();
    describe(facts, "", docs);
    return List.copyOf(docs);
  }

  private static void describe(Class<?> facts, String prefix, List<FactDoc> docs) {
    for (var part : facts.getRecordComponents()) {
      var name = prefix + nameOf(part);
      if (part.getType().isRecord()) {
        describe(part.getType(), name + ".", docs);
      } else {
        docs.add(new FactDoc(name, typeOf(part.getType()), part.getAnnotation(Meaning.class).value()));
      }
    }
  }

  private static String typeOf(Class<?> type) {
    if (type == long.class) {
      return "number";
    }
    if (type == boolean.class) {
      return "boolean";
    }
    if (type == List.class) {
      return "list";
    }
    return type == Map.class ? "map" : "string";
  }

  /** {@code memoryMb} is {@code memory_mb}. */
  private static String nameOf(RecordComponent part) {
    return part.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static Object valueOf(RecordComponent part, Record facts) {
    try {
      return part.getAccessor().invoke(facts);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(part.getName() + " of " + facts.getClass() + " cannot be read", e);
    }
  }
}
