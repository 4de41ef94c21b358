package io.drydock.action;

import io.drydock.action.Argument.Range;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.json.Json;
import io.drydock.json.Written;
import io.drydock.template.TemplateFailure;
import io.drydock.yaml.ScalarTypes;
import io.drydock.yaml.Truth;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns an evaluated value into what the argument's type promises to the action's templates. */
final class Conversion {
    /** More digits than a number of YAML has, to be refused for being out of range. */
    private static final String LONG = "-?[1-9][0-9]{18,400}";

    private static final int MOST_DECIMALS =
            9; // billionths are the smallest share of a processor that Docker counts in

    private static final Pattern SYMBOLIC_MODE =
            Pattern.compile("CLAUSE(,CLAUSE)*".replace("CLAUSE", "[ugoa]*([-+=]([ugo]|[rwxXst]*))+"));

    private static final Pattern SIZE = Pattern.compile("(0|[1-9]\\d*)\\s*([kKmMgGtT]?)(?:i?[bB])?(?<!\\s)");

    /** Of these a template sees which of their texts are secrets. */
    private static final Set<Argument.Type> MARKED = EnumSet.of(
            Argument.Type.MAP, Argument.Type.ANY, Argument.Type.STRINGS, Argument.Type.WORDS, Argument.Type.SCRIPT);

    private final Argument argument;
    private final List<String> takingSecrets;
    private final SourcePos pos;

    /** @param takingSecrets the names of the action's arguments that may hold secrets */
    Conversion(Argument argument, List<String> takingSecrets, SourcePos pos) {
        this.argument = argument;
        this.takingSecrets = List.copyOf(takingSecrets);
        this.pos = pos;
    }

    /**
     * {@code value} is not null. A secret stays one, whatever it is turned into.
     *
     * @throws TemplateFailure when it cannot be converted, or holds a secret that would be seen; the message does not tell it
     */
    Object convert(Object value) {
        Set<String> parts = parts(value);
        if (!parts.isEmpty() && argument.secrecy() == Argument.Secrecy.NO && argument.type() != Argument.Type.BOOLEAN)
            throw seen();
        String excluded = argument.type().excluded() + argument.without();
        if (!excluded.isEmpty()) check(value, excluded);
        if (parts.isEmpty()) return plain(value);
        if (MARKED.contains(argument.type())) return plain(value);
        Object converted = plainly(revealed(value));
        return converted instanceof String text ? new Secret(text, parts) : converted;
    }

    private Object plainly(Object secret) {
        try {
            return plain(secret);
        } catch (TemplateFailure e) {
            throw failure(
                    "the secret in it does not do as its type, "
                            + argument.type().label(),
                    "");
        }
    }

    private TemplateFailure seen() {
        return failure(
                "a secret would be seen in it, in the host's list of processes or in its logs",
                takingSecrets.isEmpty() ? "leave the secret out" : "give it in " + String.join(" or ", takingSecrets));
    }

    /** What must not be seen of the secrets in the value; empty when there are none. */
    private static Set<String> parts(Object value) {
        return switch (value) {
            case Secret secret -> secret.parts();
            case List<?> list ->
                list.stream().flatMap(item -> parts(item).stream()).collect(Collectors.toSet());
            case Map<?, ?> map ->
                map.values().stream().flatMap(item -> parts(item).stream()).collect(Collectors.toSet());
            case null, default -> Set.of();
        };
    }

    /** Plain data with the texts of secrets in their places. */
    private static Object revealed(Object value) {
        return switch (value) {
            case Secret secret -> secret.reveal();
            case List<?> list -> list.stream().map(Conversion::revealed).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> plain = new LinkedHashMap<>();
                map.forEach((key, item) -> plain.put(key, revealed(item)));
                yield plain;
            }
            case null, default -> value;
        };
    }

    private Object plain(Object value) {
        return switch (argument.type()) {
            case STRING, TEXT, SHELL, TEMPLATE -> scalar(value);
            case PATH -> path(scalar(value));
            case DESTINATION -> absolute(scalar(value));
            case REGEXP -> regexp(scalar(value));
            case MODE -> mode(scalar(value));
            case BOOLEAN -> bool(value);
            case INTEGER -> integer(value);
            case NUMBER -> number(value);
            case SIZE -> size(scalar(value));
            case CHOICE -> choice(scalar(value));
            case STRINGS, TEXTS, WORDS, SCRIPT -> strings(value);
            case MAP -> value instanceof Map<?, ?> map ? map : wrong(value);
            case DATA -> value instanceof Map || value instanceof List ? Json.line(value) : scalar(value);
            case JSON -> Json.canonical(value);
            case SHOWN, EXPRESSION ->
                value instanceof Map || value instanceof List ? Json.canonical(value) : scalar(value);
            case ANY, FILE, FILES, KEPT, CONDITIONS -> value;
        };
    }

    private String scalar(Object value) {
        if (value instanceof Map || value instanceof List) wrong(value);
        return value instanceof Number number ? Written.text(number) : String.valueOf(value);
    }

    /** No text in the value holds one of these characters, and no name in a map has several lines. */
    private void check(Object value, String excluded) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((name, inner) -> {
                    check(name, excluded + "\n\r");
                    check(inner, excluded);
                });
            case List<?> list -> list.forEach(inner -> check(inner, excluded));
            case Secret secret -> check(secret.reveal(), excluded);
            case String text ->
                text.chars().filter(c -> excluded.indexOf(c) >= 0).findFirst().ifPresent(this::refuse);
            case null, default -> {}
        }
    }

    private void refuse(int character) {
        throw switch (character) {
            case '\0' -> failure("holds a NUL character", "remove it");
            case '\n' ->
                failure(
                        "has several lines, where one is wanted",
                        "write one line; in YAML, |- and >- leave out the last line break of a block");
            case '\r' ->
                failure(
                        "holds a carriage return",
                        "remove it; of a command's output, trim takes it away: ${result.stdout?trim}");
            default ->
                failure(
                        "holds the character " + Character.toString(character),
                        "it would end the value where this is written");
        };
    }

    private String absolute(String text) {
        if (!text.startsWith("/"))
            throw failure(
                    "\"" + text + "\" is not an absolute path",
                    text.startsWith("~")
                            ? "write the home out: /root, or ${facts.users[\"app\"].home}"
                            : "begin it with /");
        return text;
    }

    private String path(String text) {
        absolute(text);
        return text.length() > 1 && text.endsWith("/") ? text.replaceAll("/+$", "") : text;
    }

    private String regexp(String text) {
        PosixRegexp.problem(text).ifPresent(problem -> {
            throw failure(problem.message(), problem.remedy());
        });
        return text;
    }

    private String mode(String text) {
        if (text.matches("0?[0-7]{3,4}") || SYMBOLIC_MODE.matcher(text).matches()) return text;
        if (argument.choices().contains(text)) return text;
        throw failure(
                "\"" + text + "\" is not a mode",
                "write it in octal, such as \"0644\", or as chmod takes it: u=rw,g=r,o=");
    }

    private Boolean bool(Object value) {
        return Truth.of(value).orElseThrow(() -> failure("\"" + value + "\" is not a boolean", "write true or false"));
    }

    private Long integer(Object value) {
        try {
            return ranged(decimal(value).orElseThrow(), value).longValueExact();
        } catch (ArithmeticException | NoSuchElementException e) {
            throw failure("\"" + value + "\" is not a whole number", "write its decimal digits, without a leading 0");
        }
    }

    private BigDecimal ranged(BigDecimal number, Object value) {
        Range range = argument.range().orElse(Range.ANY);
        if (range.holds(number)) return number;
        throw failure("\"" + value + "\" is out of range", "from " + range.least() + " to " + range.most());
    }

    /** Whole or with a fraction; written as it was given where that is plain digits. */
    private Object number(Object value) {
        BigDecimal number = decimal(value)
                .orElseThrow(() ->
                        failure("\"" + value + "\" is not a number", "write its decimal digits, without a leading 0"));
        ranged(number, value);
        if (number.stripTrailingZeros().scale() > MOST_DECIMALS)
            throw failure(
                    "\"" + value + "\" is too exact", "write at most " + MOST_DECIMALS + " digits behind the point");
        String text = scalar(value);
        return text.matches("[0-9]+(\\.[0-9]+)?") ? Written.of(text, number) : number;
    }

    /** The same whether the number was written in a playbook or is text that somebody typed. */
    private static Optional<BigDecimal> decimal(Object value) {
        if (value instanceof String text && text.matches(LONG)) return Optional.of(new BigDecimal(text));
        Object plain = Written.plain(value instanceof String text ? ScalarTypes.number(text) : value);
        if (plain instanceof Double number && !Double.isFinite(number)) return Optional.empty();
        return plain instanceof Number number ? Optional.of(new BigDecimal(Written.text(number))) : Optional.empty();
    }

    private Long size(String text) {
        Matcher m = SIZE.matcher(text);
        if (!m.matches())
            throw failure(
                    "\"" + text + "\" is not a size",
                    "write bytes, or a number with k, m, g or t, without a leading 0");
        long unit = 1L
                << 10
                        * (m.group(2).isEmpty()
                                ? 0
                                : 1 + "kmgt".indexOf(m.group(2).toLowerCase(Locale.ROOT)));
        return ranged(new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(unit)), text)
                .longValueExact();
    }

    private String choice(String text) {
        if (argument.choices().contains(text)) return text;
        throw failure("\"" + text + "\" is not a choice", Suggestion.didYouMean(text, argument.choices()));
    }

    private List<Object> strings(Object value) {
        if (!(value instanceof List<?> list)) return List.of(string(value));
        List<Object> strings = new ArrayList<>();
        for (Object item : list) {
            if (item instanceof List<?> inner) inner.forEach(i -> strings.add(string(i)));
            else strings.add(string(item));
        }
        return strings;
    }

    private Object string(Object value) {
        return value instanceof Secret secret ? new Secret(scalar(secret.reveal()), secret.parts()) : scalar(value);
    }

    private Object wrong(Object value) {
        String is = value instanceof Map ? "a map" : value instanceof List ? "a list" : "\"" + value + "\"";
        String remedy = "its type is " + argument.type().label();
        throw failure("is " + is, value instanceof List ? remedy + "; loop runs a task for each of several" : remedy);
    }

    private TemplateFailure failure(String problem, String remedy) {
        return new TemplateFailure(new Diagnostic(pos, "argument \"" + argument.name() + "\": " + problem, remedy));
    }
}
