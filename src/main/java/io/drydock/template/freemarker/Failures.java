package io.drydock.template.freemarker;

import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.core.RegexpLimit;
import freemarker.template.TemplateException;
import io.drydock.ansible.AnsibleWords;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.template.HostValue;
import io.drydock.template.LookupFailure;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.UnknownValueException;
import io.drydock.template.function.FunctionFailure;
import io.drydock.template.function.FunctionTable;
import io.drydock.template.function.TemplateFunction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FreeMarker's errors in Drydock's words, at their place in the file. */
final class Failures {
    private static final String SILENT = "this fails, and must not say why, for it uses a secret";
    private static final int LONGEST = 2000; // characters
    private static final Pattern NOISE = Pattern.compile(" ?\\(wrapper: [^)]*\\)|, or \"template output\" ?");
    private static final Pattern ADVICE = Pattern.compile(
            "(?s)\\s*(-{4,}|Tip:|==>|\\[in template|The (failing instruction|blamed expression)|TemplateCheck if the FreeMarker).*");
    private static final Pattern PATH = Pattern.compile("[^!()?+*/%,&|=<> -]+|.*\\]");
    /** What the function of ?map gives is not there. */
    private static final String NOTHING_MAPPED = "The element mapper function has returned no return value";

    private static final Pattern UNCLOSED = Pattern.compile("You have an unclosed (#\\w+|\"\\{\")");
    private static final Pattern COMPARED =
            Pattern.compile(".*Left hand operand.* is (an? .*?)\\. Right hand operand.* is (an? .*?)\\.");

    private Failures() {}

    static RuntimeException of(TemplateException e, Code code, Evaluation evaluation) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TemplateFailure || cause instanceof UnknownValueException) {
                return (RuntimeException) cause;
            }
            if (cause instanceof RegexpLimit limit) return of(limit, pos(e, code));
            if (cause instanceof LookupFailure failure) return of(failure, pos(e, code));
            if (cause instanceof FunctionFailure failure) return of(failure, pos(e, code), evaluation);
            if (cause instanceof TooMuch much) {
                return new TemplateFailure(new Diagnostic(pos(e, code), much.getMessage(), ""));
            }
            if (cause instanceof TemplateException missing && isUndefined(missing))
                return undefined(missing, code, evaluation);
        }
        return new TemplateFailure(other(e, code, evaluation));
    }

    private static boolean isUndefined(TemplateException e) {
        return e instanceof InvalidReferenceException
                || e instanceof Undefined
                || e.getMessageWithoutStackTop().startsWith(NOTHING_MAPPED);
    }

    static TemplateFailure of(LookupFailure e, SourcePos pos) {
        return new TemplateFailure(new Diagnostic(pos, e.what(), e.remedy()), true);
    }

    static TemplateFailure of(FunctionFailure e, SourcePos pos, Evaluation evaluation) {
        return new TemplateFailure(
                evaluation.usedSecret() ? new Diagnostic(pos, SILENT, "") : new Diagnostic(pos, e.what(), e.remedy()));
    }

    static TemplateFailure of(RegexpLimit e, SourcePos pos) {
        return new TemplateFailure(new Diagnostic(
                pos, String.valueOf(e.getMessage()), "repeat single characters, not groups: [ab]* for (a|b)*"));
    }

    static Diagnostic of(ParseException e, Code code) {
        Phrases phrases = Phrases.of(tidy(e.getEditorMessage()));
        if (e.getLineNumber() <= 0) {
            return new Diagnostic(code.start(), phrases.message(), phrases.remedy());
        }
        if (code.isInserted(e.getLineNumber(), e.getColumnNumber())) {
            return new Diagnostic(
                    code.at(e.getLineNumber(), e.getColumnNumber()),
                    "the expression is not complete",
                    "something is missing before its end");
        }
        return new Diagnostic(
                unclosed(e, code).orElse(code.at(e.getLineNumber(), e.getColumnNumber())),
                phrases.message(),
                phrases.remedy());
    }

    /** Where what is not closed begins; FreeMarker names the end of the text. */
    private static Optional<SourcePos> unclosed(ParseException e, Code code) {
        Matcher unclosed = UNCLOSED.matcher(e.getEditorMessage());
        if (!unclosed.find()) return Optional.empty();
        String chars = code.written().chars();
        int at = unclosed.group(1).startsWith("#")
                ? chars.lastIndexOf("<" + unclosed.group(1))
                : Math.max(chars.lastIndexOf("${"), chars.lastIndexOf("[="));
        return at < 0 ? Optional.empty() : Optional.of(code.written().at(at));
    }

    private static SourcePos pos(TemplateException e, Code code) {
        return e.getLineNumber() == null ? code.start() : code.at(e.getLineNumber(), e.getColumnNumber());
    }

    private static TemplateFailure undefined(TemplateException e, Code code, Evaluation evaluation) {
        Optional<String> blamed = blamed(e, code);
        Optional<Miss> miss = evaluation
                .miss()
                .filter(m -> blamed.map(b -> about(b, m, evaluation)).orElse(true));
        miss.ifPresent(evaluation::undefined);
        String name = blamed.filter(b -> PATH.matcher(b).matches())
                .or(() -> miss.map(Miss::name))
                .or(() -> blamed)
                .orElse("?");
        boolean secretKey = evaluation.usedSecret() && name.endsWith("]");
        int offset = e.getLineNumber() == null ? -1 : code.writtenOffset(e.getLineNumber(), e.getColumnNumber());
        int at = blamed.filter(name::equals).isPresent() || offset < 0
                ? offset
                : Math.max(offset, code.written().chars().indexOf(name, offset));
        String remedy = miss.filter(m -> !secretKey)
                .map(m -> remedy(m, at < 0 ? m.name() : code.written().chars().substring(at)))
                .orElse(ofList(name));
        return new TemplateFailure(new Diagnostic(
                at < 0 ? code.start() : code.written().at(at), "undefined variable \"" + name + '"', remedy));
    }

    /**
     * What to write for a name that is not there.
     *
     * @param written the text from there on
     */
    private static String remedy(Miss miss, String written) {
        Optional<String> meant = foreign(miss, written).or(() -> Suggestion.near(miss.name(), miss.names()));
        if (!(miss.owner() instanceof HostValue))
            return meant.orElseGet(() -> Suggestion.didYouMean(miss.name(), named(miss.names())));
        String fields = Suggestion.among("fields", miss.name(), miss.names());
        return meant.map(m -> m + "\n" + fields).orElse(fields);
    }

    /** Of a field that what a host gives never has, where a variable is that: a default hides that it is not there. */
    static Optional<Diagnostic> absent(Miss miss, Text text, Scope scope) {
        return Pattern.compile("\\b(\\w+)(?:\\.|\\[[\"'])" + Pattern.quote(miss.name()) + "\\b")
                .matcher(text.chars())
                .results()
                .filter(place -> miss.owner().equals(scope.get(place.group(1))))
                .findFirst()
                .map(place -> Diagnostic.warning(
                        text.at(place.start()),
                        "\"" + place.group(1) + "." + miss.name() + "\" is never there, whatever the host",
                        remedy(miss, miss.name())));
    }

    private static String ofList(String blamed) {
        if (blamed.endsWith("?first") || blamed.endsWith("?last"))
            return "an empty list has none: write x?first!\"value\"";
        return blamed.matches(".*\\[[0-9]+]") ? "there are fewer: ask x?size, or write x[0]!\"value\"" : "";
    }

    /** Those that one looks for: all plays have some of Ansible's besides. */
    private static List<String> named(Collection<String> all) {
        return all.stream().filter(name -> !name.startsWith("ansible_")).toList();
    }

    /** What a user of Ansible means. */
    private static Optional<String> foreign(Miss miss, String written) {
        if (miss.owner() instanceof Scope) {
            Optional<TemplateFunction> function = FunctionTable.named(miss.name());
            if (function.isPresent())
                return Optional.of("it is a function: write " + function.get().usage());
            return ForeignWords.variable(
                    written.startsWith(miss.name()) ? written : miss.name(), UnaryOperator.identity());
        }
        return miss.names().contains("changed")
                ? AnsibleWords.remedy(AnsibleWords.Place.RESULTS, miss.name())
                : Optional.empty();
    }

    /** The expression that is to blame, without the parentheses that we put around it. */
    private static Optional<String> blamed(TemplateException e, Code code) {
        String blamed = e.getBlamedExpressionString();
        boolean ours =
                blamed != null && blamed.startsWith("(") && code.isInserted(e.getLineNumber(), e.getColumnNumber());
        return Optional.ofNullable(ours ? blamed.substring(1, blamed.length() - 1) : blamed)
                .map(CallMarks::unmarked);
    }

    /** Keys in brackets can be computed from what is not known. */
    private static boolean about(String blamed, Miss miss, Evaluation evaluation) {
        return blamed.equals(miss.name())
                || blamed.endsWith("." + miss.name())
                || blamed.matches("(?s).*!\\W*" + Pattern.quote(miss.name()) + "\\W*")
                || blamed.endsWith("]") && !evaluation.usedAny();
    }

    private static Diagnostic other(TemplateException e, Code code, Evaluation evaluation) {
        if (e instanceof SeenByAll) {
            return new Diagnostic(
                    pos(e, code),
                    e.getMessageWithoutStackTop(),
                    "give it on standard input, printf '%s\\n' [=x] | program, or in environment: or stdin:");
        }
        String said = said(e);
        Matcher compared = COMPARED.matcher(said);
        Optional<String> blamed = blamed(e, code);
        Phrases phrases = compared.find() ? compared(compared.group(1), compared.group(2)) : Phrases.of(said);
        boolean telling = evaluation.usedSecret() && !compared.hasMatch();
        String text = telling ? SILENT : phrases.message();
        return new Diagnostic(pos(e, code), text + blamed.map(b -> ": " + b).orElse(""), phrases.remedy());
    }

    private static Phrases compared(String left, String right) {
        String a = named(left);
        String b = named(right);
        boolean convertible = List.of("text", "a number").containsAll(List.of(a, b));
        return new Phrases(
                "cannot compare " + a + " with " + b,
                convertible
                        ? "convert one of them: x?number makes a number of text, x?string text of a number"
                        : "compare parts of them that are texts, numbers or truth values");
    }

    private static String named(String kind) {
        return switch (kind) {
            case "a string" -> "text";
            case "a boolean" -> "true or false";
            case "a sequence" -> "a list";
            case "an extended_hash", "a hash" -> "a map";
            default -> kind;
        };
    }

    private static String said(TemplateException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ArithmeticException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return tidy(start(e.getMessageWithoutStackTop()));
    }

    /** As much as one reads of a message, which may quote a text that a host chose. */
    private static String start(String message) {
        return message.length() > LONGEST ? message.substring(0, LONGEST) + "\u2026" : message;
    }

    private static String tidy(String message) {
        String text = ADVICE.matcher(NOISE.matcher(message).replaceAll("")).replaceAll("");
        String line = CallMarks.unmarked(text).strip().replaceAll("\\s+", " ");
        return line.endsWith(":") ? line.substring(0, line.length() - 1) : line;
    }
}
