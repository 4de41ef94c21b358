package io.drydock.template.freemarker;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.SourcePos;
import io.drydock.json.Written;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Refuses what could reach past the values of a template, change how values are written, or make two evaluations
 * differ: evaluating text, including files, defining macros, settings, and FreeMarker's special variables.
 */
final class Lockdown {
    /** What the names begin with that compiled templates use themselves. */
    private static final String RESERVED = "__drydock_";

    private static final Set<String> DIRECTIVES = Set.of(
            "if",
            "elseif",
            "elseIf",
            "else",
            "list",
            "items",
            "sep",
            "break",
            "continue",
            "switch",
            "case",
            "on",
            "default",
            "assign",
            "t",
            "lt",
            "rt",
            "nt");
    private static final Set<String> REFUSED = Set.of(
            "new",
            "api",
            "has_api",
            "hasApi",
            "interpret",
            "eval",
            "eval_json",
            "evalJson",
            "no_esc",
            "noEsc",
            "namespace",
            "with_args",
            "withArgs",
            "with_args_last",
            "withArgsLast");

    private static final Pattern UNUSED = Pattern.compile(
            "(is_)?(date|time|iso|number_to_|node|macro|transform|directive|method|unknown|markup|hash_ex|collection|enumerable|indexable).*|ancestors|children|parent|root|"
                    + "(next|previous)_sibling|absolute_template_name|web_safe|x?html|xml|rtf|exists|if_exists|default|esc|is_infinite|is_nan");

    private final Syntax syntax;
    private final IntFunction<SourcePos> positions;
    private final List<Diagnostic> problems = new ArrayList<>();
    private boolean inText;

    private Lockdown(Syntax syntax, IntFunction<SourcePos> positions) {
        this.syntax = syntax;
        this.positions = positions;
    }

    static List<Diagnostic> ofTemplate(Syntax syntax, Text text, List<Piece> pieces) {
        Lockdown lockdown = new Lockdown(syntax, text::at);
        lockdown.pieces(pieces);
        return List.copyOf(lockdown.problems);
    }

    static List<Diagnostic> ofExpression(Syntax syntax, Text text, List<Token> tokens) {
        Lockdown lockdown = new Lockdown(syntax, text::at);
        lockdown.tokens(tokens);
        return List.copyOf(lockdown.problems);
    }

    /** Of built-ins those that templates may use, but for what none of them needs: nodes of XML, dates, FreeMarker's older spellings. */
    static List<String> available(Set<String> camelCase, Set<String> all) {
        return all.stream()
                .filter(name -> name.length() > 1
                        && !REFUSED.contains(name)
                        && !(camelCase.contains(name) && name.chars().anyMatch(Character::isUpperCase))
                        && !UNUSED.matcher(name).matches())
                .sorted()
                .toList();
    }

    private void pieces(List<Piece> pieces) {
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Interpolation interpolation -> tokens(interpolation.tokens());
                case Piece.Tag tag -> tag(tag);
                case Piece.Plain _, Piece.Comment _ -> {}
            }
        }
    }

    private void tag(Piece.Tag tag) {
        if (!DIRECTIVES.contains(tag.name())) {
            String name = (tag.closing() ? "</" : "<") + (tag.name().startsWith("@") ? "" : "#") + tag.name() + ">";
            refuse(
                    tag.start(),
                    name + " is not available in templates",
                    "there are <#if>, <#list>, <#switch> and <#assign>");
        } else if (tag.name().equals("assign") && tag.tokens().stream().noneMatch(token -> token.is("="))) {
            refuse(tag.start(), "<#assign> needs a value", "write <#assign x = ...>");
        }
        tokens(tag.tokens());
    }

    private void tokens(List<Token> tokens) {
        if (inText && Limits.isCounted(tokens)) {
            refuse(
                    tokens.getFirst().start(),
                    "a range, a lambda or a padding is not available in a text inside an expression",
                    "join them with +");
        }
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            switch (token.kind()) {
                case NAME -> name(tokens, i);
                case STRING -> string(token);
                case NUMBER -> number(token);
                case RAW_STRING, SYMBOL -> {}
            }
        }
    }

    /** To an expression 3.10 is the number 3.1, and 0644 is 644: who writes it so means text. */
    private void number(Token token) {
        if (token.text().matches("0[0-9].*|[0-9]+\\.[0-9]*0")) {
            refuse(
                    token.start(),
                    token.text() + " loses its " + (token.text().startsWith("0") ? "first" : "last") + " 0 as a number",
                    "write \"" + token.text() + "\" for a version or a mode, "
                            + Written.text(new BigDecimal(token.text())) + " for the number");
        }
    }

    private void name(List<Token> tokens, int i) {
        Token name = tokens.get(i);
        if (follows(tokens, i, "?") && REFUSED.contains(name.text())) {
            refuse(name.start() - 1, "?" + name.text() + " is not available in templates", remedy(name.text()));
        } else if (follows(tokens, i, ".") && !endsOperand(tokens, i - 2)) {
            refuse(tokens.get(i - 1).start(), "." + name.text() + " is not available in templates", "use a variable");
        } else if (name.text().startsWith(RESERVED)) {
            refuse(name.start(), "names that begin with " + RESERVED + " are reserved", "use another name");
        }
    }

    private static String remedy(String builtIn) {
        return builtIn.equals("no_esc") || builtIn.equals("noEsc")
                ? "values always enter shell text quoted: pass a list to get several words"
                : "";
    }

    private static boolean follows(List<Token> tokens, int i, String symbol) {
        return i > 0 && tokens.get(i - 1).is(symbol);
    }

    private static boolean endsOperand(List<Token> tokens, int i) {
        if (i < 0) {
            return false;
        }
        Token token = tokens.get(i);
        return token.kind() != Token.Kind.SYMBOL || token.is(")") || token.is("]") || token.is("}") || token.is("*");
    }

    /** Strings may hold interpolations; their places inside the string are not kept, the string's own must do. */
    private void string(Token token) {
        TemplateCompiler.unescaped(token.text())
                .filter(content -> content.contains(syntax.opening()))
                .ifPresent(content -> {
                    Lockdown inner = new Lockdown(syntax, offset -> positions.apply(token.start()));
                    inner.inText = true;
                    inner.pieces(Pieces.of(content, syntax));
                    problems.addAll(inner.problems);
                });
    }

    private void refuse(int offset, String message, String remedy) {
        problems.add(new Diagnostic(positions.apply(offset), message, remedy));
    }
}
