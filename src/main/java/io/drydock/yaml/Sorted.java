package io.drydock.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Plain data with the keys of its maps in order. */
final class Sorted {
    private Sorted() {}

    static @Nullable Object of(@Nullable Object data) {
        return switch (data) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> sorted = new TreeMap<>();
                map.forEach((key, value) -> sorted.put(String.valueOf(key), of(value)));
                yield sorted;
            }
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>(list.size());
                list.forEach(item -> items.add(of(item)));
                yield items;
            }
            case null, default -> data;
        };
    }
}
