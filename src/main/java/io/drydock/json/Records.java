package io.drydock.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Records as plain data and back. Names are in snake_case, an empty Optional is left out, a path is its text. Read is only what is
 * exactly so: nothing missing, nothing more, nothing of another type, and what the records' constructors let pass.
 */
public final class Records {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(
                    DeserializationFeature.USE_LONG_FOR_INTS,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withConfigOverride(
                    Optional.class,
                    type -> type.setInclude(
                            JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS)))
            .addModule(new SimpleModule()
                    .addSerializer(Path.class, ToStringSerializer.instance)
                    .addDeserializer(Path.class, new PathReader())
                    .addSerializer(Optional.class, new OptionalWriter())
                    .addDeserializer(Optional.class, new OptionalReader(Optional.empty())))
            .build();

    private Records() {}

    /** In the order of the record's components. */
    public static Map<String, Object> data(Record record) {
        return MAPPER.convertValue(record, new TypeReference<>() {});
    }

    /** @throws IllegalArgumentException when the data is no such record; the message says where it is not */
    public static <T extends Record> T of(Class<T> type, Object data) {
        try {
            return MAPPER.convertValue(data, type);
        } catch (IllegalArgumentException e) {
            throw e.getCause() instanceof JsonMappingException problem
                    ? new IllegalArgumentException(message(problem), problem)
                    : e;
        }
    }

    private static String message(JsonMappingException problem) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference part : problem.getPath()) {
            if (part.getFieldName() == null)
                path.append('[').append(part.getIndex()).append(']');
            else path.append(path.isEmpty() ? "" : ".").append(part.getFieldName());
        }
        String at = path.isEmpty() ? "it" : "\"" + path + "\"";
        if (problem instanceof UnrecognizedPropertyException) return at + " is unknown";
        return problem.getCause() instanceof IllegalArgumentException flaw
                ? at + ": " + flaw.getMessage()
                : at + " is missing, or is of another type";
    }

    private static final class PathReader extends FromStringDeserializer<Path> {
        private static final long serialVersionUID = 1;

        PathReader() {
            super(Path.class);
        }

        @Override
        protected Path _deserialize(String text, DeserializationContext context) {
            return Path.of(text);
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class OptionalWriter extends JsonSerializer<Optional> {
        @Override
        public void serialize(Optional value, JsonGenerator out, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.orElse(null), out);
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, Optional value) {
            return value.isEmpty();
        }
    }

    /** @param value how the value is read; empty until its type is known */
    @SuppressWarnings("rawtypes")
    private static final class OptionalReader extends JsonDeserializer<Optional> implements ContextualDeserializer {
        private final Optional<JsonDeserializer<Object>> value;

        OptionalReader(Optional<JsonDeserializer<Object>> value) {
            this.value = value;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property)
                throws JsonMappingException {
            return new OptionalReader(Optional.of(context.findContextualValueDeserializer(
                    context.getContextualType().containedType(0), property)));
        }

        @Override
        public Optional deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return Optional.of(value.orElseThrow().deserialize(in, context));
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return Optional.empty();
        }
    }
}
