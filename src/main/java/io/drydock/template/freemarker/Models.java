package io.drydock.template.freemarker;

import freemarker.template.SimpleNumber;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import io.drydock.diag.Secret;
import io.drydock.json.Written;
import io.drydock.template.Any;
import io.drydock.template.HostValue;
import io.drydock.template.Omitted;
import io.drydock.template.Unknown;
import io.drydock.template.UnknownValueException;
import io.drydock.template.ValueTemplate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between plain values and FreeMarker's view of them. */
final class Models {
    /** A model of a value of ours, which it gives back unchanged. */
    interface Original extends TemplateModel {
        Object original();
    }

    private Models() {}

    /** Null for null, which FreeMarker takes for undefined. */
    @SuppressWarnings("unchecked")
    static @Nullable TemplateModel of(@Nullable Object value, Evaluation evaluation) {
        return switch (value) {
            case null -> null;
            case String text -> new SimpleScalar(text);
            case Number number -> new SimpleNumber(ExactNumber.of(number));
            case Boolean truth -> truth ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
            case Written written ->
                written.value() instanceof Boolean ? new WrittenTruth(written) : new WrittenNumber(written);
            case List<?> list -> new ListModel(list, evaluation);
            case Map<?, ?> map -> new MapModel((Map<String, ?>) map, evaluation);
            case Secret secret -> new SecretModel(secret, evaluation);
            case Any any -> new AnyModel(any, evaluation);
            case Omitted omitted -> new OmitModel(omitted);
            case HostValue host when !host.fields().isEmpty() -> new HostMapModel(host, evaluation);
            case HostValue host when host.item().isPresent() -> new HostListModel(host, evaluation);
            case HostValue _ -> new AnyModel(Any.ANY, evaluation);
            case Unknown unknown -> unknown(unknown, evaluation);
            case ValueTemplate variable -> of(evaluation.known("value", variable), evaluation);
            default -> throw new IllegalArgumentException("not a template value: " + value.getClass());
        };
    }

    private static TemplateModel unknown(Unknown unknown, Evaluation evaluation) {
        return evaluation.checking() ? new AnyModel(Any.ANY, evaluation) : new UnknownModel(unknown);
    }

    /** FreeMarker's own wrapping, needed only for what its built-ins and our functions return. */
    static @Nullable TemplateModel ofResult(@Nullable Object value) throws TemplateModelException {
        return switch (value) {
            case null -> null;
            case TemplateModel model -> model;
            case String text -> new SimpleScalar(text);
            case Number number -> new SimpleNumber(number);
            case Boolean truth -> truth ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
            default ->
                throw new TemplateModelException(
                        "cannot be used here: " + value.getClass().getSimpleName());
        };
    }

    static @Nullable Object plain(@Nullable TemplateModel model, Evaluation evaluation) throws TemplateModelException {
        return switch (model) {
            case null -> null;
            case Original ours -> resolved(ours.original(), evaluation);
            case TemplateNumberModel number -> plain(number.getAsNumber());
            case TemplateScalarModel text -> text.getAsString();
            case TemplateBooleanModel truth -> truth.getAsBoolean();
            case TemplateSequenceModel sequence -> plain(sequence, evaluation);
            case TemplateHashModelEx hash -> plain(hash, evaluation);
            case TemplateCollectionModel collection -> plain(collection.iterator(), evaluation);
            default -> throw new TemplateModelException("this is a function, not a value: call it with (...)");
        };
    }

    private static Number plain(Number number) {
        return switch (number) {
            case Integer i -> Long.valueOf(i);
            case ExactNumber exact -> plain(exact.source());
            case BigDecimal decimal when whole(decimal) -> decimal.longValueExact();
            default -> number;
        };
    }

    private static boolean whole(BigDecimal decimal) {
        return decimal.stripTrailingZeros().scale() <= 0 && decimal.precision() - decimal.scale() <= 18;
    }

    private static List<Object> plain(TemplateSequenceModel sequence, Evaluation evaluation)
            throws TemplateModelException {
        if (sequence.size() > Limits.STEPS) {
            throw new TemplateModelException(
                    "a list of " + sequence.size() + " items is too long: " + Limits.STEPS + " are the most");
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < sequence.size(); i++) {
            list.add(plain(sequence.get(i), evaluation));
        }
        return Collections.unmodifiableList(list);
    }

    private static List<Object> plain(TemplateModelIterator iterator, Evaluation evaluation)
            throws TemplateModelException {
        List<Object> list = new ArrayList<>();
        while (iterator.hasNext()) {
            list.add(plain(iterator.next(), evaluation));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<String, Object> plain(TemplateHashModelEx hash, Evaluation evaluation)
            throws TemplateModelException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (TemplateModelIterator keys = hash.keys().iterator(); keys.hasNext(); ) {
            String key = ((TemplateScalarModel) keys.next()).getAsString();
            map.put(key, plain(hash.get(key), evaluation));
        }
        return Collections.unmodifiableMap(map);
    }

    /** The value with every variable in it evaluated, and nothing unknown in it. */
    static @Nullable Object resolved(@Nullable Object value, Evaluation evaluation) {
        return switch (value) {
            case ValueTemplate variable -> evaluation.known("value", variable);
            case Unknown unknown when !evaluation.checking() -> throw new UnknownValueException(unknown.waitsFor());
            case Unknown unknown -> Any.ANY;
            case HostValue _ -> Any.ANY;
            case List<?> list -> resolvedItems(list, evaluation);
            case Map<?, ?> map -> resolvedEntries(map, evaluation);
            case null, default -> value;
        };
    }

    private static List<Object> resolvedItems(List<?> list, Evaluation evaluation) {
        List<Object> resolved = new ArrayList<>(list.size());
        list.forEach(item -> resolved.add(resolved(item, evaluation)));
        return Collections.unmodifiableList(resolved);
    }

    private static Map<Object, Object> resolvedEntries(Map<?, ?> map, Evaluation evaluation) {
        Map<Object, Object> resolved = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, item) -> resolved.put(key, resolved(item, evaluation)));
        return Collections.unmodifiableMap(resolved);
    }
}
