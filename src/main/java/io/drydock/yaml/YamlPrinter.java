package io.drydock.yaml;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a tree as YAML, with the comments of the text that it was read from where they stood, and with others. What came from one line in
 * brackets is written so again.
 */
public final class YamlPrinter {
    private static final int WIDTH = 130;

    private final List<YamlComments.Line> comments;
    private final int start;
    private final IdentityHashMap<YamlNode, List<String>> remarks = new IdentityHashMap<>();
    private final StringBuilder out = new StringBuilder();
    private int next;

    public YamlPrinter(YamlComments comments) {
        this.comments = comments.lines();
        this.start = comments.start();
    }

    /** Lines that are to stand before a node, as comments. */
    public void remark(YamlNode node, List<String> lines) {
        if (!lines.isEmpty())
            remarks.computeIfAbsent(node, _ -> new ArrayList<>()).addAll(lines);
    }

    public String print(YamlNode root) {
        if (start > 0) {
            flush(start, 0);
            out.append("---\n");
        }
        remarks(root, 0);
        switch (root) {
            case YamlScalar scalar ->
                out.append(ScalarText.of(scalar, 0, false)).append('\n');
            case YamlMap map when map.entries().isEmpty() -> out.append("{}\n");
            case YamlList list when list.items().isEmpty() -> out.append("[]\n");
            case YamlMap map -> map(map, 0, false);
            case YamlList list -> list(list, 0);
        }
        flush(Integer.MAX_VALUE, 0);
        return out.toString();
    }

    private void map(YamlMap map, int indent, boolean isBegun) {
        boolean begun = isBegun;
        for (YamlMap.Entry entry : map.entries()) {
            if (!begun) {
                flush(entry.keyPos().line(), indent);
                remarks(entry.value(), indent);
                pad(indent);
            }
            begun = false;
            out.append(ScalarText.key(entry.key())).append(':');
            value(entry.value(), indent, entry.keyPos().line());
        }
    }

    /** What follows a colon. */
    private void value(YamlNode value, int indent, int line) {
        if (isInline(value)) {
            String text = inline(value, indent);
            if (!text.isEmpty()) out.append(' ').append(text);
            behind(line, text.contains("\n"));
            out.append('\n');
            return;
        }
        behind(line, false);
        out.append('\n');
        switch (value) {
            case YamlMap map -> map(map, indent + 2, false);
            case YamlList list -> list(list, indent + 2);
            case YamlScalar _ -> {}
        }
    }

    private void list(YamlList list, int indent) {
        for (YamlNode item : list.items()) {
            flush(item.pos().line(), indent);
            remarks(item, indent);
            pad(indent);
            out.append('-');
            if (isInline(item)) {
                String text = inline(item, indent);
                out.append(' ').append(text);
                behind(item.pos().line(), text.contains("\n"));
                out.append('\n');
            } else if (item instanceof YamlMap map) {
                out.append(' ');
                map(map, indent + 2, true);
            } else {
                out.append('\n');
                list((YamlList) item, indent + 2);
            }
        }
    }

    private static boolean isInline(YamlNode node) {
        return switch (node) {
            case YamlScalar _ -> true;
            case YamlMap map -> map.entries().isEmpty() || isFlow(map);
            case YamlList list -> list.items().isEmpty() || isFlow(list);
        };
    }

    /** Whether it came in brackets, and fits into a line. */
    private static boolean isFlow(YamlNode node) {
        boolean was = switch (node) {
            case YamlMap map ->
                map.entries().getFirst().keyPos().line() == map.pos().line()
                        && map.entries().getFirst().keyPos().column()
                                != map.pos().column();
            case YamlList list ->
                list.items().stream().allMatch(i -> i.pos().line() == list.pos().line())
                        && (list.items().size() > 1
                                || list.items().getFirst().pos().column()
                                        != list.pos().column() + 2)
                        && list.items().stream().allMatch(i -> i instanceof YamlScalar || isFlow(i));
            case YamlScalar _ -> false;
        };
        return was && isOneLine(node) && flow(node).length() <= WIDTH;
    }

    private static boolean isOneLine(YamlNode node) {
        return switch (node) {
            case YamlScalar scalar ->
                scalar.encryption() == Encryption.NONE && !scalar.text().contains("\n");
            case YamlMap map -> map.entries().stream().allMatch(e -> isOneLine(e.value()));
            case YamlList list -> list.items().stream().allMatch(YamlPrinter::isOneLine);
        };
    }

    private static String inline(YamlNode node, int indent) {
        return node instanceof YamlScalar scalar ? ScalarText.of(scalar, indent, false) : flow(node);
    }

    private static String flow(YamlNode node) {
        return switch (node) {
            case YamlScalar scalar -> ScalarText.of(scalar, 0, true);
            case YamlMap map ->
                map.entries().stream()
                        .map(e -> ScalarText.key(e.key()) + ": " + flow(e.value()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case YamlList list ->
                list.items().stream().map(YamlPrinter::flow).collect(Collectors.joining(", ", "[", "]"));
        };
    }

    /** The comment behind what stands in a line, if there is one. */
    private void behind(int line, boolean severalLines) {
        if (severalLines || next >= comments.size()) return;
        YamlComments.Line comment = comments.get(next);
        if (!comment.isBehind() || comment.line() != line) return;
        out.append("  ").append(comment.text());
        next++;
    }

    /** Comments that stood before a line. */
    private void flush(int line, int indent) {
        for (; next < comments.size() && comments.get(next).line() < line; next++) {
            String text = comments.get(next).text();
            if (text.isEmpty() && (out.isEmpty() || out.lastIndexOf("\n\n") == out.length() - 2)) continue;
            if (!text.isEmpty()) pad(indent);
            out.append(text).append('\n');
        }
    }

    private void remarks(YamlNode node, int indent) {
        for (String line : remarks.getOrDefault(node, List.of())) {
            pad(indent);
            out.append(("# " + line).stripTrailing()).append('\n');
        }
    }

    private void pad(int indent) {
        out.repeat(' ', indent);
    }
}
