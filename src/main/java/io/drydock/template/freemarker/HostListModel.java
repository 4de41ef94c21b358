package io.drydock.template.freemarker;

import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateSequenceModel;
import io.drydock.template.HostValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that a host gives, of which it is known what its items are; as many as of {@link AnyModel}. */
record HostListModel(HostValue original, Evaluation evaluation)
        implements TemplateSequenceModel, TemplateCollectionModel, Models.Original {
    private @Nullable TemplateModel item() {
        return Models.of(original.item().orElseThrow(), evaluation);
    }

    @Override
    public @Nullable TemplateModel get(int index) {
        return item();
    }

    @Override
    public int size() {
        evaluation.guess();
        return AnyModel.ITEMS;
    }

    @Override
    public TemplateModelIterator iterator() {
        return ModelIterator.over(List.of(original.item().orElseThrow()), item -> Models.of(item, evaluation));
    }
}
