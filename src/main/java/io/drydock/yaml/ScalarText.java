package io.drydock.yaml;

import java.util.Set;
import java.util.regex.Pattern;

/** Single values as they are written in YAML. */
final class ScalarText {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./$(^+~][^\\n\\t\\r\\p{Cntrl}]*");
    private static final Pattern SPECIAL = Pattern.compile(": |:$| #|\\s$");
    private static final Pattern IN_FLOW = Pattern.compile("[,\\[\\]{}?:#&*!|>'\"%`@]");
    private static final Set<String> NOTHING = Set.of("~", "null", "Null", "NULL");

    private ScalarText() {}

    static String key(String key) {
        return isPlain(key, true) || key.matches("[0-9]+") ? key : quoted(key);
    }

    /** @param indent of the key that it belongs to */
    static String of(YamlScalar scalar, int indent, boolean inFlow) {
        if (scalar.encryption() == Encryption.VALUE)
            return "!vault |\n" + block(scalar.text().stripTrailing(), indent);
        if (!(scalar.value() instanceof String)) return scalar.text();
        String text = scalar.text();
        if (!inFlow && text.contains("\n") && isBlock(text)) return literal(text, indent);
        return isPlain(text, inFlow) ? text : quoted(text);
    }

    private static boolean isPlain(String text, boolean inFlow) {
        return PLAIN.matcher(text).matches()
                && text.chars().allMatch(ScalarText::isShown)
                && !SPECIAL.matcher(text).find()
                && !(inFlow && IN_FLOW.matcher(text).find())
                && !NOTHING.contains(text)
                && !text.startsWith("---")
                && !text.startsWith("...")
                && ScalarTypes.truth(text) instanceof String
                && ScalarTypes.number(text) instanceof String;
    }

    /** Whether it stands for itself: to YAML some others than a line feed are line breaks, too. */
    private static boolean isShown(int c) {
        return c >= ' ' && c != 0x7f && c != 0x85 && c != 0xfeff && c != 0x2028 && c != 0x2029;
    }

    private static boolean isBlock(String text) {
        return !text.startsWith(" ")
                && !text.startsWith("\n")
                && text.chars().allMatch(c -> c == '\n' || c == '\t' || isShown(c));
    }

    private static String literal(String text, int indent) {
        String body = text.stripTrailing();
        boolean spaces = !text.substring(body.length()).replace("\n", "").isEmpty();
        if (body.isEmpty() || spaces) return quoted(text);
        int breaks = text.length() - body.length();
        String chomping = breaks == 0 ? "-" : breaks == 1 ? "" : "+";
        return "|" + chomping + "\n" + block(breaks <= 1 ? body : text.substring(0, text.length() - 1), indent);
    }

    private static String block(String text, int indent) {
        String pad = " ".repeat(indent + 2);
        return text.lines()
                        .map(line -> line.isEmpty() ? "" : pad + line)
                        .reduce((a, b) -> a + "\n" + b)
                        .orElse("")
                + (text.endsWith("\n") ? "\n" : "");
    }

    private static String quoted(String text) {
        if (text.chars().allMatch(ScalarText::isShown))
            return text.contains("'") && !text.contains("\"") && !text.contains("\\")
                    ? '"' + text + '"'
                    : "'" + text.replace("'", "''") + "'";
        StringBuilder all = new StringBuilder("\"");
        text.chars().forEach(c -> all.append(escaped((char) c)));
        return all.append('"').toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> isShown(c) ? String.valueOf(c) : "\\u%04x".formatted((int) c);
        };
    }
}
