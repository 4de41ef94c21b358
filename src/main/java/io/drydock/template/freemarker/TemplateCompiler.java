package io.drydock.template.freemarker;

import freemarker.core.ParseException;
import freemarker.template.Template;
import freemarker.template.utility.StringUtil;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.template.Lookups;
import io.drydock.template.ShellTemplate;
import io.drydock.template.shell.ShellArguments;
import io.drydock.template.shell.ShellChars;
import io.drydock.template.shell.ShellPlaces;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From template text to something that can be evaluated. Equal code is parsed once. Thread-safe. */
public final class TemplateCompiler {
    private record Key(Syntax syntax, String code) {}

    /** In parentheses, in which FreeMarker takes {@code >} for an operator, and a single expression only. */
    private static final String OPEN = "<#assign " + Compiled.RESULT + "=(";

    private static final String CLOSE = ")>";

    private final Map<Key, Template> parsed = new ConcurrentHashMap<>();
    private final Set<String> mentioned = ConcurrentHashMap.newKeySet();
    private final Lookups lookups;

    /** @param lookups what its templates can find on this machine */
    public TemplateCompiler(Lookups lookups) {
        this.lookups = lookups;
    }

    /** Whether a template so far mentions a part of a variable: {@code facts.packages}, {@code facts["packages"]}. */
    public boolean mentions(String variable, String part) {
        return mentioned.contains(variable + "." + part);
    }

    /** Whether a template so far mentions a variable. */
    public boolean mentions(String variable) {
        return mentioned.contains(variable);
    }

    private void mention(List<Token> tokens) {
        tokens.stream().filter(token -> token.kind() == Token.Kind.NAME).forEach(token -> mentioned.add(token.text()));
        for (int i = 2; i < tokens.size(); i++) {
            if (!tokens.get(i - 1).is(".") && !tokens.get(i - 1).is("[")) continue;
            String part = literal(tokens.get(i)).orElse(tokens.get(i).text());
            mentioned.add(tokens.get(i - 2).text() + "." + part);
        }
    }

    public Optional<Compiled> text(Text text, Diagnostics problems) {
        List<Piece> pieces = Pieces.of(text.chars(), Syntax.DATA);
        Optional<Diagnostic> deep = Nesting.ofTemplate(text, pieces);
        deep.ifPresent(problems::add);
        if (deep.isPresent()) return Optional.empty();
        List<Diagnostic> found = Stream.of(
                        Lockdown.ofTemplate(Syntax.DATA, text, pieces),
                        ForeignBraces.problems(Syntax.DATA, text, pieces),
                        foreignWords(text, pieces),
                        unknownCalls(text, pieces))
                .flatMap(List::stream)
                .toList();
        return compile(
                Syntax.DATA,
                code(text, wraps(Syntax.DATA, pieces)),
                tokens(pieces),
                uses(pieces),
                false,
                found,
                problems);
    }

    /** @param alone whether it is what a host runs, so that the shell's own commands and its functions are known */
    public Optional<ShellTemplate> shell(Text text, boolean alone, Diagnostics problems) {
        List<Piece> pieces = Pieces.of(text.chars(), Syntax.SHELL);
        Optional<Diagnostic> deep = Nesting.ofTemplate(text, pieces);
        deep.ifPresent(problems::add);
        if (deep.isPresent()) return Optional.empty();
        ShellPlaces places = ShellPlaces.of(text, pieces);
        List<Diagnostic> found = Stream.of(
                        Lockdown.ofTemplate(Syntax.SHELL, text, pieces),
                        places.problems(),
                        ForeignBraces.problems(Syntax.SHELL, text, pieces),
                        foreignWords(text, pieces),
                        unknownCalls(text, pieces))
                .flatMap(List::stream)
                .toList();
        Map<Integer, String> programs = alone ? ShellArguments.of(ShellChars.of(text.chars(), pieces)) : Map.of();
        return compile(
                        Syntax.SHELL,
                        code(text, quoting(pieces, programs)),
                        tokens(pieces),
                        uses(pieces),
                        false,
                        found,
                        problems)
                .map(compiled -> new ShellTemplate(compiled, places.variables(), outline(text, pieces)));
    }

    /** Code for one expression, from {@code from} up to {@code end}; see {@link Compiled#expression}. */
    Optional<Compiled> expression(Text text, int from, int end, List<Token> tokens, Diagnostics problems) {
        Optional<Diagnostic> foreign =
                Nesting.ofExpression(text, tokens).or(() -> ForeignWords.problem(text, tokens, false));
        if (foreign.isPresent()) {
            problems.add(foreign.get());
            return Optional.empty();
        }
        return code(text, from, end, tokens, Use.of(tokens, false), problems);
    }

    private Optional<Compiled> code(
            Text text, int from, int end, List<Token> tokens, List<Use> uses, Diagnostics problems) {
        Code code = new Code(text, from).insert(OPEN);
        Wrap.copy(
                code,
                from,
                end,
                Stream.concat(Limits.ofExpression(tokens).stream(), CallMarks.ofExpression(tokens).stream())
                        .toList());
        return expression(code.insert(CLOSE), tokens, uses, problems);
    }

    /** The whole text as a condition, with the words that {@link ForeignWords} translates. */
    Optional<Compiled> condition(Text text, List<Token> tokens, Diagnostics problems) {
        StringBuilder translated = new StringBuilder(text.chars());
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            ForeignWords.translated(tokens, i).ifPresent(ours -> translated.replace(token.start(), token.end(), ours));
        }
        Text ours = new Text(translated.toString(), text.positions());
        return code(
                ours,
                tokens.isEmpty() ? 0 : tokens.getFirst().start(),
                ours.chars().length(),
                tokens,
                Use.of(tokens, true),
                problems);
    }

    private Optional<Compiled> expression(Code code, List<Token> tokens, List<Use> uses, Diagnostics problems) {
        List<Diagnostic> found = Stream.concat(
                        Lockdown.ofExpression(Syntax.DATA, code.written(), tokens).stream(),
                        CallMarks.unknown(code.written(), tokens).stream())
                .toList();
        return compile(Syntax.DATA, code, tokens, uses, true, found, problems);
    }

    private static Optional<String> outline(Text text, List<Piece> pieces) {
        if (pieces.stream().anyMatch(Piece.Tag.class::isInstance)) return Optional.empty();
        return Optional.of(pieces.stream()
                .map(piece -> switch (piece) {
                    case Piece.Plain plain -> text.chars().substring(plain.start(), plain.end());
                    case Piece.Interpolation _ -> "x";
                    case Piece.Tag _, Piece.Comment _ -> "";
                })
                .collect(Collectors.joining()));
    }

    /** Every interpolation goes through {@link WordsFunction}, with the program among whose arguments it is, if any. */
    private static List<Wrap> quoting(List<Piece> pieces, Map<Integer, String> programs) {
        Stream<Wrap> words = pieces.stream()
                .filter(Piece.Interpolation.class::isInstance)
                .map(Piece.Interpolation.class::cast)
                .map(i -> new Wrap(
                        i.expressionStart(),
                        i.expressionEnd(),
                        WordsFunction.NAME + "([(",
                        programs.containsKey(i.start()) ? "),'" + programs.get(i.start()) + "'])" : ")])"));
        return Stream.concat(words, wraps(Syntax.SHELL, pieces).stream()).toList();
    }

    private static List<Wrap> wraps(Syntax syntax, List<Piece> pieces) {
        return Stream.concat(Limits.ofTemplate(pieces).stream(), CallMarks.ofTemplate(syntax, pieces).stream())
                .toList();
    }

    private static List<Diagnostic> unknownCalls(Text text, List<Piece> pieces) {
        return pieces.stream()
                .flatMap(piece -> switch (piece) {
                    case Piece.Interpolation interpolation -> CallMarks.unknown(text, interpolation.tokens()).stream();
                    case Piece.Tag tag -> CallMarks.unknown(text, tag.tokens()).stream();
                    case Piece.Plain _, Piece.Comment _ -> Stream.<Diagnostic>empty();
                })
                .toList();
    }

    private static Code code(Text text, List<Wrap> wraps) {
        Code code = new Code(text, 0);
        Wrap.copy(code, 0, text.chars().length(), wraps);
        return code;
    }

    private Optional<Compiled> compile(
            Syntax syntax,
            Code code,
            List<Token> tokens,
            List<Use> uses,
            boolean expression,
            List<Diagnostic> found,
            Diagnostics problems) {
        mention(tokens);
        found.forEach(problems::add);
        if (!found.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Compiled(
                    parse(syntax, code.chars()),
                    code,
                    expression,
                    literals(tokens),
                    uses,
                    Use.isConstant(tokens),
                    lookups));
        } catch (ParseException e) {
            problems.add(Failures.of(e, code));
            return Optional.empty();
        } catch (NumberFormatException e) { // in a part that was not taken for an expression
            problems.add(Nesting.tooLong(code.written(), 0));
            return Optional.empty();
        } catch (StackOverflowError e) {
            problems.add(Nesting.problem(code.written(), 0));
            return Optional.empty();
        }
    }

    private Template parse(Syntax syntax, String code) throws ParseException {
        Key key = new Key(syntax, code);
        Template known = parsed.get(key);
        if (known == null) {
            known = Dialect.parse(syntax, code);
            parsed.put(key, known);
        }
        return known;
    }

    private static List<Diagnostic> foreignWords(Text text, List<Piece> pieces) {
        return pieces.stream()
                .flatMap(piece -> switch (piece) {
                    case Piece.Interpolation interpolation ->
                        ForeignWords.problem(text, interpolation.tokens(), false).stream();
                    case Piece.Tag tag
                    when tag.name().equals("if") || tag.name().equals("elseif") ->
                        ForeignWords.problemInTag(text, tag.tokens()).stream();
                    case Piece.Tag _, Piece.Plain _, Piece.Comment _ -> Stream.<Diagnostic>empty();
                })
                .toList();
    }

    private static List<Token> tokens(List<Piece> pieces) {
        return pieces.stream()
                .flatMap(piece -> switch (piece) {
                    case Piece.Interpolation interpolation -> interpolation.tokens().stream();
                    case Piece.Tag tag -> tag.tokens().stream();
                    case Piece.Plain _, Piece.Comment _ -> Stream.<Token>empty();
                })
                .toList();
    }

    private static List<Use> uses(List<Piece> pieces) {
        return pieces.stream()
                .flatMap(piece -> switch (piece) {
                    case Piece.Interpolation interpolation -> Use.of(interpolation.tokens(), false).stream();
                    case Piece.Tag tag ->
                        Use.of(
                                tag.tokens(),
                                tag.name().equals("if") || tag.name().equals("elseif"))
                                .stream();
                    case Piece.Plain _, Piece.Comment _ -> Stream.<Use>empty();
                })
                .toList();
    }

    private static Set<String> literals(List<Token> tokens) {
        return tokens.stream()
                .map(TemplateCompiler::literal)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The text that a token stands for, if it is one in quotes. */
    static Optional<String> literal(Token token) {
        return switch (token.kind()) {
            case RAW_STRING ->
                Optional.of(token.text().substring(2, token.text().length() - 1));
            case STRING -> unescaped(token.text());
            case NAME, NUMBER, SYMBOL -> Optional.empty();
        };
    }

    /** The text a string literal stands for; empty if it is malformed, which FreeMarker reports. */
    static Optional<String> unescaped(String literal) {
        try {
            return Optional.of(StringUtil.FTLStringLiteralDec(literal.substring(1, literal.length() - 1)));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
