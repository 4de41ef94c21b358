package io.drydock.template.freemarker;

import freemarker.template.TemplateModel;
import freemarker.template.TemplateSequenceModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

record ListModel(List<?> original, Evaluation evaluation) implements TemplateSequenceModel, Models.Original {
    @Override
    public @Nullable TemplateModel get(int index) {
        return index >= 0 && index < original.size() ? Models.of(original.get(index), evaluation) : null;
    }

    @Override
    public int size() {
        return original.size();
    }
}
