package io.drydock.yaml;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Refuses tags that SnakeYAML's scanner takes, such as {@code !%20}, and its composer fails for without a place. */
final class TagParser extends ParserImpl {
    static final String PROBLEM = "a tag that begins or ends with white space";

    TagParser(StreamReader reader, LoaderOptions options) {
        super(reader, options);
    }

    @Override
    public Event getEvent() {
        Event event = super.getEvent();
        String tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> null;
        };
        if (tag != null && (tag.isEmpty() || !tag.trim().equals(tag)))
            throw new ParserException(null, null, PROBLEM, event.getStartMark());
        return event;
    }
}
