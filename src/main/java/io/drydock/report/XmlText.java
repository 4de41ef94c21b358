package io.drydock.report;

import io.drydock.diag.Printable;
import java.util.Map;

/** Elements of XML 1.0. What XML cannot hold, and what cannot be seen, is shown as an escape. */
final class XmlText {
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private int depth;

    /** @param attributes in the order they have */
    XmlText open(String name, Map<String, String> attributes) {
        tag(name, attributes, ">\n");
        depth++;
        return this;
    }

    XmlText close(String name) {
        depth--;
        indent().append("</").append(name).append(">\n");
        return this;
    }

    XmlText empty(String name, Map<String, String> attributes) {
        tag(name, attributes, "/>\n");
        return this;
    }

    /** An element with nothing but this text in it. */
    XmlText leaf(String name, Map<String, String> attributes, String content) {
        tag(name, attributes, ">");
        text.append(escaped(Printable.of(content))).append("</").append(name).append(">\n");
        return this;
    }

    private void tag(String name, Map<String, String> attributes, String end) {
        indent().append('<').append(name);
        attributes.forEach((key, value) -> text.append(' ')
                .append(key)
                .append("=\"")
                .append(escaped(Printable.of(value)).replace("\n", "&#10;").replace("\t", "&#9;"))
                .append('"'));
        text.append(end);
    }

    private StringBuilder indent() {
        return text.repeat("  ", depth);
    }

    /** A lone half of a pair of surrogates is shown as an escape by {@link Printable} already. */
    private static String escaped(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\uFFFE", "\\ufffe")
                .replace("\uFFFF", "\\uffff");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
