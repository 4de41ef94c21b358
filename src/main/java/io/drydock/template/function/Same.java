package io.drydock.template.function;

import io.drydock.json.Written;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which values are the same: numbers by what they count, texts by their characters, lists and maps by what is in them. */
final class Same {
    private record OfNumber(String digits) {}

    private record Nothing() {}

    private Same() {}

    static boolean equal(@Nullable Object a, @Nullable Object b) {
        return key(a).equals(key(b));
    }

    /** Equal for values that are the same, and for no others. */
    static Object key(@Nullable Object value) {
        return switch (Written.plain(value)) {
            case null -> new Nothing();
            case Number number ->
                Decimals.of(number)
                        .<Object>map(n -> new OfNumber(Written.text(n)))
                        .orElse(number);
            case List<?> list -> list.stream().map(Same::key).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> keys = new LinkedHashMap<>();
                map.forEach((name, item) -> keys.put(name, key(item)));
                yield keys;
            }
            case Object other -> other;
        };
    }
}
