package io.drydock.inventory;

import io.drydock.json.Written;
import io.drydock.yaml.Encryption;
import io.drydock.yaml.ScalarTypes;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlMap.Entry;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of an INI inventory: what is a literal of Python has its type, as in Ansible, and all else is text: {@code 2222}, {@code True},
 * {@code None}, {@code 'a' 'b'}, {@code [1, 2]}, {@code 80, 443}, <code>{'a': 1}</code>. Behind a literal there may be a comment.
 */
final class PythonLiteral {
    private static final int DEEPEST = 100;
    /** Possessive, as a group that may give back what it has takes a level of Java's stack for each digit. */
    private static final Pattern NUMBER =
            Pattern.compile("0[xX](?:_?[0-9a-fA-F])++|0[oO](?:_?[0-7])++|0[bB](?:_?[01])++"
                    + "|(?:(?:D)?\\.D|D\\.)(?:[eE][-+]?D)?|D[eE][-+]?D|0(?:_?0)*+|[1-9](?:_?[0-9])*+"
                            .replace("D", "[0-9](?:_?[0-9])*+"));

    private static final Pattern STRING = Pattern.compile("(?i:(r|u|b|br|rb)?)('''|\"\"\"|'|\")");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_.]*");
    private static final Pattern CODE =
            Pattern.compile("x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|N\\{([^}]*)}");
    private static final String ESCAPES = "\\'\"abfnrtv";
    private static final String ESCAPED = "\\'\"\u0007\b\f\n\r\t\u000b";

    private final PlacedText source;
    private final Encryption encryption;
    private int at;
    private int depth;

    /** What is not a literal. */
    private static final class NoLiteral extends Exception {
        private static final long serialVersionUID = 1;

        NoLiteral() {
            super(null, null, false, false);
        }
    }

    private PythonLiteral(PlacedText source, Encryption encryption) {
        this.source = source;
        this.encryption = encryption;
    }

    /** @param encryption how what is read was encrypted */
    static YamlNode value(PlacedText source, Encryption encryption) {
        try {
            return new PythonLiteral(source, encryption).whole();
        } catch (NoLiteral e) {
            return source.scalar(source.text(), encryption);
        }
    }

    private YamlNode whole() throws NoLiteral {
        skipSpaces();
        int start = at;
        YamlNode value = value();
        if (source.at(at) == ',') value = new YamlList(source.pos(start), rest(value));
        if (at < source.length() && source.at(at) != '#') throw new NoLiteral();
        return value;
    }

    /** The items of a tuple without brackets. */
    private List<YamlNode> rest(YamlNode first) throws NoLiteral {
        List<YamlNode> items = new ArrayList<>(List.of(first));
        while (source.at(at) == ',') {
            next();
            if (at < source.length() && source.at(at) != '#') items.add(value());
        }
        return items;
    }

    /** A value, and the spaces behind it. */
    private YamlNode value() throws NoLiteral {
        if (++depth > DEEPEST) throw new NoLiteral();
        YamlNode value = switch (source.at(at)) {
            case '[' -> list(']');
            case '(' -> list(')');
            case '{' -> map();
            default -> STRING.matcher(source.text()).region(at, source.length()).lookingAt() ? strings() : plain();
        };
        depth--;
        skipSpaces();
        return value;
    }

    /** A list, or a tuple; in round brackets one value without a comma is itself. */
    private YamlNode list(char close) throws NoLiteral {
        int start = at;
        boolean comma = close == ']';
        List<YamlNode> items = new ArrayList<>();
        next();
        while (source.at(at) != close) {
            items.add(value());
            if (source.at(at) == ',') {
                comma = true;
                next();
            } else if (source.at(at) != close) {
                throw new NoLiteral();
            }
        }
        at++;
        return comma || items.isEmpty() ? new YamlList(source.pos(start), items) : items.getFirst();
    }

    private YamlMap map() throws NoLiteral {
        int start = at;
        Map<String, Entry> entries = new LinkedHashMap<>();
        next();
        while (source.at(at) != '}') {
            YamlNode key = value();
            if (!(key instanceof YamlScalar name) || source.at(at) != ':') throw new NoLiteral();
            next();
            String text = key(name);
            entries.put(text, new Entry(text, key.pos(), value()));
            if (source.at(at) == ',') next();
            else if (source.at(at) != '}') throw new NoLiteral();
        }
        at++;
        return new YamlMap(source.pos(start), List.copyOf(entries.values()));
    }

    /** As the key is written in JSON. */
    private static String key(YamlScalar key) {
        return switch (key.value()) {
            case null -> "null";
            case String text -> text;
            case Written written -> written.json();
            default -> key.value().toString();
        };
    }

    /** A number, with a sign or none, or one of three words. */
    private YamlScalar plain() throws NoLiteral {
        int start = at;
        boolean signed = source.at(at) == '-' || source.at(at) == '+';
        if (signed) next();
        Matcher number = NUMBER.matcher(source.text()).region(at, source.length());
        if (number.lookingAt()) {
            at = number.end();
            if (isWordAt(at)) throw new NoLiteral();
            return number(source.part(start, at));
        }
        Matcher word = WORD.matcher(source.text()).region(at, source.length());
        if (signed || !word.lookingAt()) throw new NoLiteral();
        at = word.end();
        PlacedText text = source.part(start, at);
        return switch (text.text()) {
            case "True" -> text.scalar(Written.of("True", true), encryption);
            case "False" -> text.scalar(Written.of("False", false), encryption);
            case "None" -> text.scalar(null, encryption);
            default -> throw new NoLiteral();
        };
    }

    private boolean isWordAt(int index) {
        char c = source.at(index);
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    private YamlScalar number(PlacedText text) {
        Object value = Written.plain(typed(text.text().replaceAll("[\\s_]", "").toLowerCase(Locale.ROOT)));
        return text.scalar(value instanceof Number number ? Written.of(text.text(), number) : text.text(), encryption);
    }

    private static Object typed(String digits) {
        if (digits.matches("[-+]?0+")) return 0L;
        if (!digits.matches("[-+]?0o.*")) return ScalarTypes.number(digits.replaceFirst("^([-+]?[0-9]+)e", "$1.0e"));
        try {
            return Long.parseLong(digits.replaceFirst("0o", ""), 8);
        } catch (NumberFormatException e) {
            return digits; // more than 64 bits
        }
    }

    /** Strings one behind the other are one. */
    private YamlScalar strings() throws NoLiteral {
        PlacedText.Builder text = new PlacedText.Builder(source);
        boolean bytes = false;
        boolean first = true;
        Matcher string = STRING.matcher(source.text());
        while (string.region(at, source.length()).lookingAt()) {
            String prefix = string.group(1) == null ? "" : string.group(1).toLowerCase(Locale.ROOT);
            if (!first && bytes != prefix.contains("b")) throw new NoLiteral();
            bytes = prefix.contains("b");
            first = false;
            at = string.end();
            string(text, string.group(2), prefix.contains("r"));
            skipSpaces();
        }
        if (isWordAt(at)) throw new NoLiteral();
        PlacedText content = text.text(at - 1);
        return content.scalar(content.text(), encryption);
    }

    private void string(PlacedText.Builder text, String quote, boolean raw) throws NoLiteral {
        while (!source.text().startsWith(quote, at)) {
            if (at >= source.length()) throw new NoLiteral();
            if (source.at(at) != '\\') text.add(at++);
            else if (raw) {
                text.add(at);
                if (at + 1 < source.length()) text.add(at + 1);
                at += 2;
            } else escape(text);
        }
        at += quote.length();
    }

    private void escape(PlacedText.Builder text) throws NoLiteral {
        int simple = at + 1 < source.length() ? ESCAPES.indexOf(source.at(at + 1)) : -1;
        if (simple >= 0) {
            text.add(String.valueOf(ESCAPED.charAt(simple)), at);
            at += 2;
            return;
        }
        Matcher code = CODE.matcher(source.text()).region(Math.min(at + 1, source.length()), source.length());
        if (code.lookingAt()) {
            text.add(character(code), at);
            at = code.end();
        } else if ("xuUN".indexOf(source.at(at + 1)) >= 0 || at + 1 >= source.length()) {
            throw new NoLiteral();
        } else {
            text.add(at++);
        }
    }

    private static String character(Matcher code) throws NoLiteral {
        try {
            if (code.group(5) != null) return Character.toString(Character.codePointOf(code.group(5)));
            if (code.group(4) != null) return Character.toString(Integer.parseInt(code.group(4), 8));
            String digits =
                    code.group(1) != null ? code.group(1) : code.group(2) != null ? code.group(2) : code.group(3);
            return Character.toString(Integer.parseUnsignedInt(digits, 16));
        } catch (IllegalArgumentException e) {
            throw new NoLiteral();
        }
    }

    private void next() {
        at++;
        skipSpaces();
    }

    private void skipSpaces() {
        while (source.at(at) == ' ' || source.at(at) == '\t') at++;
    }
}
