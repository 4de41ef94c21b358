package io.drydock.template.freemarker;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The functions that code of ours calls, and, by names that {@link CallMarks} makes, those of expressions. */
final class Functions {
    private static final TemplateMethodModelEx WIDE = arguments -> {
        if (arguments.getFirst() instanceof TemplateNumberModel width
                && Math.abs(width.getAsNumber().doubleValue()) > Limits.WIDTH) {
            throw new TooMuch("a width of more than " + Limits.WIDTH);
        }
        return arguments.getFirst();
    };
    private static final TemplateMethodModelEx KEPT = arguments -> {
        boolean ours = arguments.getFirst() instanceof Models.Original;
        if (!ours
                && arguments.getFirst() instanceof TemplateScalarModel text
                && text.getAsString().length() > Limits.LENGTH) {
            throw new TooMuch("a variable has more than " + Limits.LENGTH + " characters");
        }
        if (!ours && arguments.getFirst() instanceof TemplateSequenceModel list && list.size() > Limits.STEPS) {
            throw new TooMuch("a list has more than " + Limits.STEPS + " items");
        }
        return false;
    };

    private static final Map<String, Function<Evaluation, TemplateModel>> OURS = Map.of(
            WordsFunction.NAME, WordsFunction::new,
            Limits.STEP, Functions::step,
            Limits.RANGE, Functions::range,
            Limits.WIDE, _ -> WIDE,
            Limits.KEPT, _ -> KEPT);

    private Functions() {}

    static Optional<TemplateModel> named(String name, Evaluation evaluation) {
        return CallMarks.function(name)
                .<TemplateModel>map(function -> new FunctionModel(function, evaluation))
                .or(() -> Optional.ofNullable(OURS.get(name)).map(function -> function.apply(evaluation)));
    }

    /** Counts a turn of a loop; gives back what it is given, or false. */
    private static TemplateMethodModelEx step(Evaluation evaluation) {
        return arguments -> {
            evaluation.step(1);
            return arguments.isEmpty() ? false : arguments.getFirst();
        };
    }

    private static TemplateMethodModelEx range(Evaluation evaluation) {
        return arguments -> {
            evaluation.step(((TemplateSequenceModel) arguments.getFirst()).size());
            return arguments.getFirst();
        };
    }
}
