package io.drydock.template.freemarker;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import io.drydock.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of expressions as FreeMarker calls it. */
record FunctionModel(TemplateFunction function, Evaluation evaluation) implements TemplateMethodModelEx {
    @Override
    public @Nullable Object exec(List arguments) throws TemplateModelException {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object argument : (List<?>) arguments) {
            if (argument == null && !function.takesNothing(values.size())) throw new Undefined(evaluation.miss());
            values.add(Models.plain((TemplateModel) argument, evaluation));
        }
        return Models.of(function.call(values, new Around(evaluation)), evaluation);
    }
}
