package io.drydock.facts;

import io.drydock.diag.Labelled;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Facts as a tree of plain data. Their records are its only definition: names, order, types and documentation. */
final class FactTree {
    /** Reflection is slow and fleets are large: the parts of each record are looked up once. */
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> facts) {
            return Arrays.stream(facts.getRecordComponents()).map(Part::of).toList();
        }
    };

    private FactTree() {}

    private record Part(String name, Class<?> type, Method accessor, Optional<Meaning> meaning) {
        /** {@code memoryMb} is {@code memory_mb}. */
        static Part of(RecordComponent component) {
            var name = component
                    .getName()
                    .replaceAll("([A-Z])", "_$1")
                    .replaceAll("_$", "") // interface_, as Java has that word for itself
                    .toLowerCase(Locale.ROOT);
            return new Part(
                    name,
                    component.getType(),
                    component.getAccessor(),
                    Optional.ofNullable(component.getAnnotation(Meaning.class)));
        }

        Object of(Record facts) {
            try {
                return accessor.invoke(facts);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(name + " of " + facts.getClass() + " cannot be read", e);
            }
        }
    }

    static Map<String, Object> data(Record facts) {
        var tree = new LinkedHashMap<String, Object>();
        for (var part : PARTS.get(facts.getClass())) {
            tree.put(part.name(), plain(part.of(facts)));
        }
        return Collections.unmodifiableMap(tree);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Record nested -> data(nested);
            case Labelled choice -> choice.label();
            default -> value;
        };
    }

    static Map<String, Object> shape(Class<?> facts, String prefix, Function<FactDoc, Object> leaf) {
        var tree = new LinkedHashMap<String, Object>();
        for (var part : PARTS.get(facts)) {
            var name = prefix + part.name();
            tree.put(
                    part.name(),
                    part.type().isRecord() ? shape(part.type(), name + ".", leaf) : leaf.apply(doc(name, part)));
        }
        return Collections.unmodifiableMap(tree);
    }

    static List<FactDoc> describe(Class<?> facts, String prefix) {
        var docs = new ArrayList<FactDoc>();
        describe(facts, prefix, docs);
        return List.copyOf(docs);
    }

    private static void describe(Class<?> facts, String prefix, List<FactDoc> docs) {
        for (var part : PARTS.get(facts)) {
            var name = prefix + part.name();
            if (part.type().isRecord()) {
                describe(part.type(), name + ".", docs);
            } else {
                docs.add(doc(name, part));
            }
        }
    }

    private static FactDoc doc(String name, Part part) {
        return new FactDoc(
                name,
                typeOf(part.type()),
                choices(part.type()),
                part.meaning().orElseThrow().value());
    }

    private static List<String> choices(Class<?> type) {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(choice -> ((Labelled) choice).label())
                        .toList()
                : List.of();
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
}
