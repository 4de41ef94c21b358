package io.drydock.template.freemarker;

import freemarker.template.TemplateNumberModel;
import io.drydock.json.Written;

/** A number to count with; {@link NumberText} writes it as it was written. */
record WrittenNumber(Written original) implements TemplateNumberModel, Models.Original {
    @Override
    public Number getAsNumber() {
        return ExactNumber.of((Number) original.value());
    }
}
