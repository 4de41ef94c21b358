package io.drydock.template.freemarker;

import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import io.drydock.template.Omitted;

/** Functions first, so that no variable can stand in for one. */
record ScopeModel(Evaluation evaluation) implements TemplateHashModel {
    @Override
    public TemplateModel get(String name) {
        return name.equals(OmitModel.NAME)
                ? new OmitModel(Omitted.OMIT)
                : Functions.named(name, evaluation).orElseGet(() -> Models.of(evaluation.variable(name), evaluation));
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
