package io.drydock.yaml;

import io.drydock.json.Written;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Plain data as YAML 1.1, as Python writes it. */
public final class YamlText {
    /**
     * How it is laid out.
     *
     * @param indent blanks of a level
     * @param width characters of a line, where it can be broken
     * @param sorted whether keys are sorted, or in their own order
     */
    public record Layout(int indent, int width, boolean sorted) {}

    private static final class Plain extends Representer {
        Plain(DumperOptions options) {
            super(options);
            representers.put(Written.class, data -> written((Written) data));
            multiRepresenters.put(Number.class, data -> number(Written.text((Number) data)));
        }

        private Node written(Written written) {
            return written.value() instanceof Boolean
                    ? representScalar(Tag.BOOL, written.text())
                    : number(written.text());
        }

        private Node number(String text) {
            return representScalar(text.matches("[-+]?[0-9]+") ? Tag.INT : Tag.FLOAT, text);
        }
    }

    private YamlText() {}

    /** The innermost lists and maps are on one line. */
    public static String compact(@Nullable Object data, Layout layout) {
        return text(data, DumperOptions.FlowStyle.AUTO, layout);
    }

    /** A line for each value. */
    public static String nice(@Nullable Object data, Layout layout) {
        return text(data, DumperOptions.FlowStyle.BLOCK, layout);
    }

    private static String text(@Nullable Object data, DumperOptions.FlowStyle style, Layout layout) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(style);
        options.setIndent(layout.indent());
        options.setWidth(layout.width());
        options.setAllowUnicode(true);
        options.setDereferenceAliases(true);
        return new Yaml(new Plain(options), options).dump(layout.sorted() ? Sorted.of(data) : data);
    }
}
