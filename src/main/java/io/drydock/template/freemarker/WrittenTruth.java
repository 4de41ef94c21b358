package io.drydock.template.freemarker;

import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateScalarModel;
import io.drydock.json.Written;

/** A truth value in conditions, and what was written where text is made of it. */
record WrittenTruth(Written original) implements TemplateBooleanModel, TemplateScalarModel, Models.Original {
    @Override
    public boolean getAsBoolean() {
        return (Boolean) original.value();
    }

    @Override
    public String getAsString() {
        return original.text();
    }
}
