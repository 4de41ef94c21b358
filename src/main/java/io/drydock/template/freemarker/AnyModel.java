package io.drydock.template.freemarker;

import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModelEx2;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import io.drydock.template.Any;
import java.util.List;
import java.util.Map;

/** Every kind of value at once; as a list it is listed as one item, and has a few more for who asks by index. */
record AnyModel(Any original, Evaluation evaluation)
        implements TemplateScalarModel,
                TemplateNumberModel,
                TemplateBooleanModel,
                TemplateSequenceModel,
                TemplateCollectionModel,
                TemplateHashModelEx2,
                TemplateMethodModelEx,
                Models.Original {
    static final int ITEMS = 10;

    @Override
    public String getAsString() {
        return evaluation.guess().text();
    }

    @Override
    public Number getAsNumber() {
        return new AnyNumber(evaluation.guess().order());
    }

    @Override
    public boolean getAsBoolean() {
        return evaluation.guess().truth();
    }

    @Override
    public TemplateModel get(int index) {
        return this;
    }

    @Override
    public TemplateModel get(String key) {
        return this;
    }

    @Override
    public int size() {
        evaluation.guess();
        return ITEMS;
    }

    @Override
    public TemplateModelIterator iterator() {
        return ModelIterator.over(List.of(this), model -> model);
    }

    @Override
    public boolean isEmpty() {
        return !evaluation.guess().truth();
    }

    @Override
    public TemplateCollectionModel keys() {
        return () -> ModelIterator.over(List.of(evaluation.guess().text()), SimpleScalar::new);
    }

    @Override
    public TemplateCollectionModel values() {
        return this;
    }

    @Override
    public KeyValuePairIterator keyValuePairIterator() {
        return new MapModel(Map.of(evaluation.guess().text(), original), evaluation).keyValuePairIterator();
    }

    @Override
    public Object exec(@SuppressWarnings("rawtypes") List arguments) {
        return this;
    }
}
