package io.drydock.importer;

import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The texts in a tree. */
final class YamlTexts {
    private YamlTexts() {}

    /** The text of a single value of a map. */
    static Optional<String> of(YamlMap map, String key) {
        return map.get(key).filter(YamlScalar.class::isInstance).map(node -> ((YamlScalar) node).text());
    }

    static List<String> all(YamlNode node) {
        return stream(node).toList();
    }

    private static Stream<String> stream(YamlNode node) {
        return switch (node) {
            case YamlScalar scalar -> Stream.of(scalar.text());
            case YamlList list -> list.items().stream().flatMap(YamlTexts::stream);
            case YamlMap map -> map.entries().stream().flatMap(e -> stream(e.value()));
        };
    }
}
