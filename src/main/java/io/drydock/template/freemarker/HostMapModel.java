package io.drydock.template.freemarker;

import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModelEx2;
import freemarker.template.TemplateModel;
import io.drydock.template.HostValue;
import org.jspecify.annotations.Nullable;

/** A map that a host gives, of which it is known what it can have, but not what it has. */
record HostMapModel(HostValue original, Evaluation evaluation) implements TemplateHashModelEx2, Models.Original {
    private MapModel some() {
        evaluation.guess();
        return new MapModel(original.fields(), evaluation);
    }

    @Override
    public @Nullable TemplateModel get(String key) {
        return Models.of(evaluation.field(original, key), evaluation);
    }

    @Override
    public int size() {
        return some().size();
    }

    @Override
    public boolean isEmpty() {
        return !evaluation.guess().truth();
    }

    @Override
    public TemplateCollectionModel keys() {
        return some().keys();
    }

    @Override
    public TemplateCollectionModel values() {
        return some().values();
    }

    @Override
    public KeyValuePairIterator keyValuePairIterator() {
        return some().keyValuePairIterator();
    }
}
