package io.drydock.inventory;

import io.drydock.sshconfig.BracketSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Shell-like patterns over names: {@code *}, {@code ?}, {@code [abc]}, {@code [!abc]}. They take time that grows with the name, however many stars there are. */
final class Glob {
    /** What stands for one character; empty for a star, which stands for any number of them. */
    private final List<Optional<Predicate<String>>> parts;

    private Glob(List<Optional<Predicate<String>>> parts) {
        this.parts = parts;
    }

    static boolean isGlob(String text) {
        return text.contains("*") || text.contains("?") || text.contains("[");
    }

    static Predicate<String> of(String glob) {
        List<Optional<Predicate<String>>> parts = new ArrayList<>();
        int[] chars = glob.codePoints().toArray();
        for (int i = 0; i < chars.length; i++) {
            int close = chars[i] == '[' ? indexOf(chars, ']', i + 2) : -1;
            if (close > 0) {
                String set = new String(chars, i + 1, close - i - 1);
                parts.add(Optional.of(
                        Pattern.compile(BracketSet.expression(set, "!")).asMatchPredicate()));
                i = close;
            } else {
                parts.add(part(Character.toString(chars[i])));
            }
        }
        return new Glob(List.copyOf(parts))::matches;
    }

    private static int indexOf(int[] chars, int c, int from) {
        for (int i = from; i < chars.length; i++) if (chars[i] == c) return i;
        return -1;
    }

    private static Optional<Predicate<String>> part(String c) {
        return switch (c) {
            case "*" -> Optional.empty();
            case "?" -> Optional.of(_ -> true);
            default -> Optional.of(c::equals);
        };
    }

    /** Only the last star that was passed may have to take one character more: those before it have done their part. */
    private boolean matches(String name) {
        List<String> chars = name.codePoints().mapToObj(Character::toString).toList();
        int part = 0;
        int star = -1;
        int taken = 0;
        for (int i = 0; i < chars.size(); ) {
            if (part < parts.size() && parts.get(part).isEmpty()) {
                star = part++;
                taken = i;
            } else if (part < parts.size() && parts.get(part).get().test(chars.get(i))) {
                part++;
                i++;
            } else if (star >= 0) {
                part = star + 1;
                i = ++taken;
            } else return false;
        }
        return parts.subList(part, parts.size()).stream().allMatch(Optional::isEmpty);
    }
}
