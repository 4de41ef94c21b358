package io.drydock.template.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which values of a shell text are in the argument list of a program, where every user of a host can see them. What the shell does
 * itself, functions of the text included, has none. Used once.
 */
public final class ShellArguments {
    private static final Set<String> BUILT_IN = Set.of(
            "printf",
            "echo",
            "test",
            "[",
            "[[",
            ":",
            "true",
            "false",
            "export",
            "readonly",
            "local",
            "declare",
            "typeset",
            "read",
            "set",
            "unset",
            "eval",
            "return",
            "exit",
            "case",
            "for",
            "select",
            "cd",
            "shift",
            "trap",
            "let",
            ".",
            "source",
            "umask",
            "alias");
    private static final Set<String> BEFORE_COMMANDS =
            Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "{", "}", "time", "fi", "done", "esac");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\+?=.*", Pattern.DOTALL);
    private static final Pattern FUNCTION = Pattern.compile("(?:^|[;&|{\\s])([A-Za-z_][A-Za-z0-9_]*)\\s*\\(\\s*\\)");
    private static final Pattern HERE = Pattern.compile("<<(-?)[ \\t]*(['\"\\\\]?)([A-Za-z0-9_]+)");
    private static final String NAMELESS = "a program";

    /** Commands between parentheses, or all of them. */
    private static final class Commands {
        private final StringBuilder word = new StringBuilder();
        private Optional<String> command = Optional.empty();
        private boolean inWord;
        private boolean target; // of a redirection
        private boolean doubleQuoted;
    }

    private final ShellChars text;
    private final String plain;
    private final Set<String> functions = new HashSet<>();
    private final Map<Integer, String> found = new HashMap<>();
    private final Deque<Commands> nest = new ArrayDeque<>(List.of(new Commands()));

    private ShellArguments(ShellChars text) {
        this.text = text;
        StringBuilder chars = new StringBuilder();
        for (int i = 0; text.at(i) != ShellChars.END; i++)
            chars.append(text.at(i) == ShellChars.MARK ? '\0' : (char) text.at(i));
        this.plain = chars.toString();
        Matcher function = FUNCTION.matcher(plain);
        while (function.find()) functions.add(function.group(1));
    }

    /** The program of each such value, by the offset of the value in the template. */
    public static Map<Integer, String> of(ShellChars text) {
        ShellArguments arguments = new ShellArguments(text);
        arguments.read();
        return arguments.found;
    }

    private void read() {
        for (int i = 0; i < plain.length(); ) i = nest.peek().doubleQuoted ? quoted(i) : unquoted(i);
        endWord();
    }

    private int quoted(int i) {
        Commands now = nest.peek();
        if (plain.charAt(i) == '\\') return i + 2;
        if (plain.startsWith("$(", i)) return open(i + 2);
        if (plain.charAt(i) == '"') now.doubleQuoted = false;
        return i + 1;
    }

    private int unquoted(int i) {
        Commands now = nest.peek();
        char c = plain.charAt(i);
        switch (c) {
            case '\0' -> value(i);
            case '\\' -> {
                return part(i, i + 2);
            }
            case '\'' -> {
                int end = plain.indexOf('\'', i + 1);
                return part(i, end < 0 ? plain.length() : end + 1);
            }
            case '"' -> {
                now.doubleQuoted = true;
                now.inWord = true;
            }
            case '#' -> {
                if (!now.inWord) return lineEnd(i);
                now.word.append(c);
            }
            case ' ', '\t', '\r' -> endWord();
            case '<', '>' -> {
                return redirection(i);
            }
            case ';', '&', '|', '\n' -> endCommand();
            case '(' -> {
                return open(i + 1);
            }
            case ')' -> close();
            default -> part(i, i + 1);
        }
        return i + 1;
    }

    private int part(int from, int to) {
        int end = Math.min(to, plain.length());
        nest.peek().word.append(plain, from, end);
        nest.peek().inWord = true;
        return end;
    }

    private int lineEnd(int from) {
        int end = plain.indexOf('\n', from);
        return end < 0 ? plain.length() : end;
    }

    private void value(int index) {
        Commands now = nest.peek();
        boolean assigned = now.command.isEmpty() && ASSIGNMENT.matcher(now.word).matches();
        boolean inside = now.command
                .filter(name -> BUILT_IN.contains(name) || functions.contains(name))
                .isPresent();
        if (!assigned && !inside && !now.target)
            found.put(
                    text.offset(index),
                    now.command
                            .filter(name -> name.matches("[A-Za-z0-9_./+-]+"))
                            .orElse(NAMELESS));
        now.word.append('\0');
        now.inWord = true;
    }

    private void endWord() {
        Commands now = nest.peek();
        if (!now.inWord) return;
        String word = now.word.toString();
        boolean before = now.target || ASSIGNMENT.matcher(word).matches() || BEFORE_COMMANDS.contains(word);
        if (now.command.isEmpty() && !before) now.command = Optional.of(word);
        now.word.setLength(0);
        now.inWord = false;
        now.target = false;
    }

    private void endCommand() {
        endWord();
        nest.peek().command = Optional.empty();
    }

    /** Past the signs of a redirection, or past a here-document, in which no value can be. */
    private int redirection(int i) {
        Commands now = nest.peek();
        if (now.word.toString().matches("[0-9]+")) now.word.setLength(0);
        else endWord();
        Matcher here = HERE.matcher(plain).region(i, plain.length());
        if (here.lookingAt()) {
            Matcher end = Pattern.compile(
                            "(?m)^" + (here.group(1).isEmpty() ? "" : "\t*") + Pattern.quote(here.group(3)) + "$")
                    .matcher(plain);
            String rest = plain.substring(here.end(), lineEnd(i));
            return rest.isBlank() || rest.equals(here.group(2))
                    ? (end.find(lineEnd(i)) ? end.end() : plain.length())
                    : here.end();
        }
        now.inWord = false;
        now.target = true;
        int at = i + 1;
        while (at < plain.length() && "<>&|-".indexOf(plain.charAt(at)) >= 0) at++;
        return at;
    }

    private int open(int next) {
        if (!nest.peek().doubleQuoted) nest.peek().inWord = true;
        nest.push(new Commands());
        return next;
    }

    private void close() {
        endCommand();
        if (nest.size() > 1) nest.pop();
    }
}
