package io.drydock.ansible.jinja;

import io.drydock.ansible.jinja.JinjaToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts templates and expressions into tokens, and takes away the white space that belongs to tags. */
final class JinjaLexer {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    /** Dots of numbers need digits on both sides. */
    private static final Pattern NUMBER = Pattern.compile(
            "0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|[0-9][0-9_]*(\\.[0-9][0-9_]*)?([eE][-+]?[0-9]+)?");

    private static final List<String> SYMBOLS = List.of(
            "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<",
            "=", ".", ":", "|", ",", ";");
    private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*(-%\\}\\s*|%\\})");
    private static final Pattern END_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*(\\+%\\}|-%\\}\\s*|%\\})");

    private final String text;
    private final JinjaSettings settings;
    private final List<JinjaToken> tokens = new ArrayList<>();
    private int at;

    private JinjaLexer(String text, JinjaSettings settings) {
        this.text = text.replace("\r\n", "\n");
        this.settings = settings;
    }

    static List<JinjaToken> ofTemplate(String text, JinjaSettings settings) {
        JinjaLexer lexer = new JinjaLexer(text, settings);
        lexer.template();
        return lexer.ended();
    }

    static List<JinjaToken> ofExpression(String text, JinjaSettings settings) {
        JinjaLexer lexer = new JinjaLexer(text, settings);
        lexer.expression("", settings.keepsBackslashes());
        return lexer.ended();
    }

    private List<JinjaToken> ended() {
        tokens.add(new JinjaToken(Kind.END, ""));
        return tokens;
    }

    private void template() {
        while (at < text.length()) {
            int next = next();
            String data = text.substring(at, next);
            at = next;
            if (next < text.length()) data = before(data);
            if (!data.isEmpty()) tokens.add(new JinjaToken(Kind.DATA, data));
            if (at < text.length()) braces();
        }
    }

    /** Where the next braces begin, or the end. */
    private int next() {
        for (int i = at; i + 1 < text.length(); i++)
            if (text.charAt(i) == '{' && "{%#".indexOf(text.charAt(i + 1)) >= 0) return i;
        return text.length();
    }

    /** What is left of the data before braces. */
    private String before(String data) {
        boolean output = text.charAt(at + 1) == '{';
        char sign = at + 2 < text.length() ? text.charAt(at + 2) : ' ';
        if (sign == '-') return data.stripTrailing();
        if (output || !settings.stripsBlocks() || sign == '+') return data;
        int line = data.lastIndexOf('\n') + 1;
        boolean begins = line > 0 || at == data.length() || text.charAt(at - data.length() - 1) == '\n';
        return begins && data.substring(line).isBlank() ? data.substring(0, line) : data;
    }

    private void braces() {
        switch (text.charAt(at + 1)) {
            case '{' -> output();
            case '%' -> tag();
            default -> comment();
        }
    }

    private void output() {
        tokens.add(new JinjaToken(Kind.OUTPUT_BEGIN, "{{"));
        at += signed();
        expression("}}", settings.keepsBackslashes());
        tokens.add(new JinjaToken(Kind.OUTPUT_END, ""));
        end("}}", false);
    }

    private void tag() {
        Matcher raw = RAW.matcher(text).region(at, text.length());
        if (raw.lookingAt()) {
            raw(raw.end());
            return;
        }
        tokens.add(new JinjaToken(Kind.TAG_BEGIN, "{%"));
        at += signed();
        expression("%}", false);
        tokens.add(new JinjaToken(Kind.TAG_END, end("%}", true)));
    }

    /** The length of what opens. */
    private int signed() {
        return at + 2 < text.length() && (text.charAt(at + 2) == '-' || text.charAt(at + 2) == '+') ? 3 : 2;
    }

    private void raw(int from) {
        Matcher end = END_RAW.matcher(text);
        if (!end.find(from)) throw new JinjaFault("{% raw %} has no {% endraw %}");
        String data = text.substring(from, end.start());
        if (end.group(1).equals("-")) data = data.stripTrailing();
        if (!data.isEmpty()) tokens.add(new JinjaToken(Kind.DATA, data));
        at = end.end();
        if (end.group(2).equals("%}")) trimmed();
    }

    private void comment() {
        int end = text.indexOf("#}", at);
        if (end < 0) throw new JinjaFault("a {# has no #}");
        int from = at + signed();
        boolean signed = end > from && (text.charAt(end - 1) == '-' || text.charAt(end - 1) == '+');
        tokens.add(new JinjaToken(Kind.COMMENT, text.substring(from, Math.max(from, signed ? end - 1 : end))));
        at = signed ? end - 1 : end;
        tokens.add(new JinjaToken(Kind.TAG_END, end("#}", true)));
    }

    /** Passes what closes, and gives the line break that it takes along. */
    private String end(String closing, boolean trims) {
        char sign = text.charAt(at);
        if (sign == '-') {
            at += 1 + closing.length();
            int from = at;
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
            return text.substring(from, at).contains("\n") ? "\n" : "";
        }
        at += sign == '+' ? 1 + closing.length() : closing.length();
        return trims && sign != '+' ? trimmed() : "";
    }

    private String trimmed() {
        if (!settings.trimsBlocks() || at >= text.length() || text.charAt(at) != '\n') return "";
        at++;
        return "\n";
    }

    /** @param closing what ends it where no bracket is open; nothing, where it goes to the end of the text */
    private void expression(String closing, boolean keepsBackslashes) {
        int depth = 0;
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
            if (at >= text.length()) {
                if (closing.isEmpty()) return;
                throw new JinjaFault("braces that have no " + closing);
            }
            if (depth == 0 && !closing.isEmpty() && closes(closing)) return;
            depth += token(keepsBackslashes);
        }
    }

    private boolean closes(String closing) {
        return text.startsWith(closing, at) || text.startsWith("-" + closing, at) || text.startsWith("+" + closing, at);
    }

    /** Reads one, and says how many brackets it opens. */
    private int token(boolean keepsBackslashes) {
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            string(c, keepsBackslashes);
            return 0;
        }
        if (taken(NUMBER, Kind.NUMBER) || taken(NAME, Kind.NAME)) return 0;
        String symbol = SYMBOLS.stream()
                .filter(s -> text.startsWith(s, at))
                .findFirst()
                .orElseThrow(() -> new JinjaFault("\"" + c + "\" means nothing in an expression"));
        tokens.add(new JinjaToken(Kind.SYMBOL, symbol));
        at += symbol.length();
        return "([{".contains(symbol) ? 1 : ")]}".contains(symbol) ? -1 : 0;
    }

    private boolean taken(Pattern pattern, Kind kind) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) return false;
        tokens.add(new JinjaToken(kind, matcher.group()));
        at = matcher.end();
        return true;
    }

    private void string(char quote, boolean keepsBackslashes) {
        StringBuilder value = new StringBuilder();
        int i = at + 1;
        while (true) {
            if (i >= text.length()) throw new JinjaFault("a text that has no closing " + quote);
            char c = text.charAt(i);
            if (c == quote) break;
            i += c == '\\' && !keepsBackslashes ? escape(i, value) : plain(c, value);
        }
        at = i + 1;
        tokens.add(new JinjaToken(Kind.STRING, value.toString()));
    }

    private static int plain(char c, StringBuilder value) {
        value.append(c);
        return 1;
    }

    /** Appends what an escape stands for, and gives its length; one that is none stands for itself. */
    private int escape(int i, StringBuilder value) {
        if (i + 1 >= text.length()) throw new JinjaFault("a text that does not end");
        char c = text.charAt(i + 1);
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
        if (digits > 0 && i + 2 + digits <= text.length()) {
            try {
                value.append((char) Integer.parseInt(text.substring(i + 2, i + 2 + digits), 16));
                return 2 + digits;
            } catch (NumberFormatException e) {
                throw new JinjaFault("\\" + c + " needs " + digits + " hexadecimal digits");
            }
        }
        int known = "ntr\\'\"0abfv\n".indexOf(c);
        if (known < 0) value.append('\\').append(c);
        else if (c != '\n') value.append("\n\t\r\\'\"\0\u0007\b\f\u000b".charAt(known));
        return 2;
    }
}
