package io.drydock.template.freemarker;

import freemarker.template.TemplateScalarModel;
import io.drydock.diag.Secret;

record SecretModel(Secret original, Evaluation evaluation) implements TemplateScalarModel, Models.Original {
    @Override
    public String getAsString() {
        return evaluation.reveal(original);
    }
}
