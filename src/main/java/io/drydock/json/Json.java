package io.drydock.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.ser.BeanSerializerFactory;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import org.jspecify.annotations.Nullable;

/** Plain data (maps, lists, text, numbers, booleans, null) as JSON text. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .setSerializerFactory(BeanSerializerFactory.instance.withSerializerModifier(new StringForms()));
    private static final ObjectMapper READER = new ObjectMapper()
            .enable(
                    DeserializationFeature.USE_LONG_FOR_INTS,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    private static final DefaultPrettyPrinter PRETTY = new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    /** What is no plain data is written as its string form, so that a secret is a mask here, too. */
    private static final class StringForms extends BeanSerializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        public JsonSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription type, JsonSerializer<?> serializer) {
            return serializer instanceof BeanSerializerBase ? ToStringSerializer.instance : serializer;
        }
    }

    private Json() {}

    /** Indented by two, keys in the order they have. */
    public static String pretty(Object data) {
        return write(data, false);
    }

    /** On one line, keys in the order they have. */
    public static String line(Object data) {
        try {
            return MAPPER.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not plain data: " + e.getOriginalMessage(), e);
        }
    }

    /** The same text for the same data whatever the order of keys was: indented by two, keys sorted. */
    public static String canonical(@Nullable Object data) {
        return write(data, true);
    }

    /**
     * Text as plain data.
     *
     * @throws IllegalArgumentException when it is not one JSON value; the message says where
     */
    public static Object read(String text) {
        try {
            return READER.readerFor(Object.class)
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .readValue(text);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": ";
            throw new IllegalArgumentException(where + e.getOriginalMessage(), e);
        }
    }

    private static String write(@Nullable Object data, boolean sorted) {
        try {
            var writer = MAPPER.writer(PRETTY);
            return (sorted ? writer.with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS) : writer)
                    .writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not plain data: " + e.getOriginalMessage(), e);
        }
    }
}
