package io.drydock.template.freemarker;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.template.Expression;
import io.drydock.template.ValueTemplate.Part;
import io.drydock.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/** Compiles a bare expression, and understands or explains what users of Ansible write. */
public final class ExpressionCompiler {
    private final TemplateCompiler compiler;
    private final Diagnostics problems;

    public ExpressionCompiler(TemplateCompiler compiler, Diagnostics problems) {
        this.compiler = compiler;
        this.problems = problems;
    }

    public Optional<Expression> compile(YamlScalar scalar) {
        if (!(scalar.value() instanceof String)) {
            return Optional.of(new Expression(scalar, new Part.Constant(scalar.value()), List.of(), List.of()));
        }
        Text text = Text.of(scalar);
        if (text.chars().isBlank()) {
            problems.error(scalar.pos(), "an expression is missing", "write one, such as facts.cpus > 1");
            return Optional.empty();
        }
        Tokens.Read read = Tokens.read(text.chars(), 0, Tokens.Until.END_OF_TEXT);
        Optional<Diagnostic> foreign =
                Nesting.ofExpression(text, read.tokens()).or(() -> ForeignWords.problem(text, read.tokens(), true));
        if (foreign.isPresent()) {
            problems.add(foreign.get());
            return Optional.empty();
        }
        if (read.end() < 0) {
            problems.error(scalar.pos(), "the expression has an unmatched quote or bracket", "close it, or remove it");
            return Optional.empty();
        }
        return compiler.condition(text, read.tokens(), problems)
                .map(compiled -> new Expression(
                        scalar, new Part.Dynamic(compiled), List.of(compiled), Use.needs(read.tokens())));
    }
}
