package io.drydock.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The value of {@code omit}: an argument that has it is as if it were not written. */
public enum Omitted {
    OMIT;

    /** A value without what is omitted in its lists and maps; null where all of it is. */
    public static @Nullable Object without(@Nullable Object value) {
        if (!isIn(value)) return value;
        return switch (value) {
            case List<?> list ->
                list.stream().map(Omitted::without).filter(Objects::nonNull).toList();
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> kept = new LinkedHashMap<>();
                map.forEach((key, item) -> {
                    if (item != OMIT) kept.put(key, without(item));
                });
                yield kept;
            }
            case null, default -> null;
        };
    }

    private static boolean isIn(@Nullable Object value) {
        return switch (value) {
            case Omitted _ -> true;
            case List<?> list -> list.stream().anyMatch(Omitted::isIn);
            case Map<?, ?> map -> map.values().stream().anyMatch(Omitted::isIn);
            case null, default -> false;
        };
    }

    @Override
    public String toString() {
        return "omit";
    }
}
