package io.drydock.template;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tables of data by distribution. A row is for the hosts that its {@code id}, {@code family} and {@code version} name, each one
 * value or a list of those that will do; what a row does not name may be anything. Its other keys are its data.
 */
public final class HostTable {
    private HostTable() {}

    /** @param version the whole one of the host; a row names it, or its first parts: 8 stands for 8.9, and not for 80 */
    public static boolean fits(Map<?, ?> row, String id, String family, String version) {
        return isNamed(row.get("id"), id::equals)
                && isNamed(row.get("family"), family::equals)
                && isNamed(row.get("version"), first -> begins(version, first));
    }

    private static boolean isNamed(@Nullable Object named, Predicate<String> same) {
        return switch (named) {
            case null -> true;
            case List<?> several -> several.stream().map(String::valueOf).anyMatch(same);
            default -> same.test(String.valueOf(named));
        };
    }

    private static boolean begins(String version, String first) {
        return version.startsWith(first)
                && (version.length() == first.length() || !Character.isLetterOrDigit(version.charAt(first.length())));
    }
}
