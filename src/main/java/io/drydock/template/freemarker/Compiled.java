package io.drydock.template.freemarker;

import freemarker.core.Environment;
import freemarker.core.RegexpLimit;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateModel;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.SourcePos;
import io.drydock.template.Any;
import io.drydock.template.HostValue;
import io.drydock.template.LookupFailure;
import io.drydock.template.Lookups;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.function.FunctionFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A parsed template. It renders text, unless it is an {@code expression}: then its code assigns the value to
 * {@link #RESULT}. {@code literals} are the texts it may compare values with, {@code uses} what it does with variables, and if it {@code isConstant} it names none. Immutable but for what its {@code lookups} know.
 */
public record Compiled(
        Template template,
        Code code,
        boolean expression,
        Set<String> literals,
        List<Use> uses,
        boolean isConstant,
        Lookups lookups) {
    static final String RESULT = "__drydock_result";

    private static final int MOST_PROBLEMS = 100;

    public Compiled {
        literals = Set.copyOf(literals);
        uses = List.copyOf(uses);
    }

    @Nullable
    public Object evaluate(Scope scope) {
        return evaluate(Session.of(scope));
    }

    /** In a check it never fails: problems go to the findings, and what has one is {@link Any}. What a host gives stays what it is where all of it is the value. */
    @Nullable
    public Object evaluate(Session session) {
        return session.findings().isPresent()
                ? check(session, session.findings().get())
                : once(evaluation(session));
    }

    private Evaluation evaluation(Session session) {
        Path file = Path.of(code.start().file().replace("\0", ""));
        return new Evaluation(
                session, lookups, Optional.ofNullable(file.getParent()).orElse(Path.of("")));
    }

    /** All problems of the template with a scope, for everything that {@link Any} in it may turn out to be. */
    public List<Diagnostic> problems(Scope scope) {
        List<Diagnostic> found = TemplateCheck.problems(scope, literals, this::evaluate);
        List<Diagnostic> ofKinds = KindCheck.problems(uses, code.written(), scope);
        return ofKinds.isEmpty()
                ? found
                : Stream.concat(found.stream(), ofKinds.stream()).toList();
    }

    /** Where a line of what is written begins, counted from 1. */
    public SourcePos at(int line) {
        return code.written().positions().at(line, 1);
    }

    private @Nullable Object check(Session session, Findings findings) {
        for (int i = 0; i < MOST_PROBLEMS; i++) {
            Evaluation evaluation = evaluation(session);
            try {
                Object value = once(evaluation);
                evaluation.absentFields().stream()
                        .flatMap(absent -> Failures.absent(absent, code.written(), session.scope()).stream())
                        .forEach(findings::add);
                return value;
            } catch (TemplateFailure failure) {
                if (!findings.goOn(failure, evaluation)) {
                    break;
                }
            }
        }
        return Any.ANY;
    }

    private @Nullable Object once(Evaluation evaluation) {
        try {
            return evaluation.marked(expression ? value(evaluation) : text(evaluation));
        } catch (TemplateException e) {
            throw Failures.of(e, code, evaluation);
        } catch (RegexpLimit e) {
            throw Failures.of(e, code.start());
        } catch (StackOverflowError e) {
            throw new TemplateFailure(
                    new Diagnostic(code.start(), "this needs too deep a recursion for the values it has", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string has no write errors
        } catch (LookupFailure e) {
            throw Failures.of(e, code.start());
        } catch (FunctionFailure e) {
            throw Failures.of(e, code.start(), evaluation);
        } catch (TooMuch e) {
            throw new TemplateFailure(new Diagnostic(code.start(), e.getMessage(), ""));
        } catch (OutOfMemoryError e) {
            throw new TemplateFailure(
                    new Diagnostic(code.start(), "the template takes too much: no memory is left for it", ""));
        }
    }

    private @Nullable Object value(Evaluation evaluation) throws TemplateException, IOException {
        Environment environment = template.createProcessingEnvironment(new ScopeModel(evaluation), Writer.nullWriter());
        environment.process();
        TemplateModel result = environment.getCurrentNamespace().get(RESULT);
        return result instanceof HostMapModel(HostValue map, var _)
                ? map
                : result instanceof HostListModel(HostValue list, var _) ? list : Models.plain(result, evaluation);
    }

    private String text(Evaluation evaluation) throws TemplateException, IOException {
        Writer out = evaluation.secrecy().writer();
        template.createProcessingEnvironment(new ScopeModel(evaluation), out).process();
        evaluation.secrecy().written(List.of());
        return out.toString();
    }
}
