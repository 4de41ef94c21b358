package io.drydock.yaml;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CommentEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.ParserImpl;

/**
 * The comments and empty lines of a YAML text, in their order.
 *
 * @param start the line, from 1, of the {@code ---} that begins the document; 0 where there is none
 */
public record YamlComments(List<Line> lines, int start) {
    /** Those of a text that has none. */
    public static final YamlComments NONE = new YamlComments(List.of(), 0);

    /**
     * One of them.
     *
     * @param line from 1
     * @param text with the hash; nothing for an empty line
     * @param isBehind whether something else stands before it in its line
     */
    public record Line(int line, String text, boolean isBehind) {}

    public YamlComments {
        lines = List.copyOf(lines);
    }

    /** Of a text that has been read before. */
    public static YamlComments of(String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        try {
            LoaderOptions options = new LoaderOptions();
            options.setProcessComments(true);
            options.setCodePointLimit(Integer.MAX_VALUE);
            ParserImpl parser = new ParserImpl(new WholeReader(text), options);
            for (Event event = parser.getEvent();
                    event != null;
                    event = parser.peekEvent() == null ? null : parser.getEvent()) {
                if (event.is(Event.ID.DocumentStart)
                        && text.startsWith("---", event.getStartMark().getIndex()))
                    start = event.getStartMark().getLine() + 1;
                if (event instanceof CommentEvent comment) lines.add(line(comment));
            }
        } catch (YAMLException e) {
            return new YamlComments(lines, start); // what the parser of comments does not understand has none
        }
        return new YamlComments(lines, start);
    }

    private static Line line(CommentEvent comment) {
        boolean blank = comment.getCommentType() == CommentType.BLANK_LINE;
        return new Line(
                comment.getStartMark().getLine() + 1,
                blank ? "" : "#" + comment.getValue().stripTrailing(),
                comment.getCommentType() == CommentType.IN_LINE);
    }
}
