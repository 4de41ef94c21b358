package io.drydock.template.freemarker;

import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModelEx2;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import io.drydock.template.Unknown;
import io.drydock.template.UnknownValueException;
import java.util.List;

/** Defined, but any use of it ends the evaluation. */
record UnknownModel(Unknown original)
        implements TemplateScalarModel,
                TemplateNumberModel,
                TemplateBooleanModel,
                TemplateSequenceModel,
                TemplateHashModelEx2,
                TemplateMethodModelEx,
                Models.Original {
    private UnknownValueException used() {
        return new UnknownValueException(original.waitsFor());
    }

    @Override
    public String getAsString() {
        throw used();
    }

    @Override
    public Number getAsNumber() {
        throw used();
    }

    @Override
    public boolean getAsBoolean() {
        throw used();
    }

    @Override
    public TemplateModel get(int index) {
        throw used();
    }

    @Override
    public int size() {
        throw used();
    }

    @Override
    public TemplateModel get(String key) {
        throw used();
    }

    @Override
    public TemplateCollectionModel keys() {
        throw used();
    }

    @Override
    public TemplateCollectionModel values() {
        throw used();
    }

    @Override
    public KeyValuePairIterator keyValuePairIterator() {
        throw used();
    }

    @Override
    public boolean isEmpty() {
        throw used();
    }

    @Override
    public Object exec(@SuppressWarnings("rawtypes") List arguments) {
        throw used();
    }
}
