package io.drydock.template.freemarker;

import freemarker.template.TemplateScalarModel;
import io.drydock.template.Omitted;
import io.drydock.template.function.FunctionFailure;

/** It is a value that can be handed on, and nothing that can be written. */
record OmitModel(Omitted original) implements TemplateScalarModel, Models.Original {
    static final String NAME = "omit";

    @Override
    public String getAsString() {
        throw new FunctionFailure(
                "omit leaves an argument out, and is no text", "write it as the whole of a value: ${mode!omit}");
    }
}
