package io.drydock.action;

import io.drydock.diag.SourcePos;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What the text of a shell file defines, assigns and runs: read by a shell's rules for quotes and words, not run. */
final class ShellText {
    private static final Set<String> KEYWORDS =
            Set.of("if", "then", "else", "elif", "fi", "do", "done", "while", "until", "!", "{", "}", "esac");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_]\\w*)\\+?=.*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{([A-Za-z_]\\w*):?=");
    private static final Pattern HERE = Pattern.compile("<<(-?)[ \\t]*(['\"\\\\]?)(\\w+)['\"]?");

    private final String file;
    private final String text;
    /** Where each line begins. */
    private final int[] lines;

    private final List<ShellName> functions = new ArrayList<>();
    private final List<ShellName> variables = new ArrayList<>();
    private final List<List<Word>> commands = new ArrayList<>();
    private final Deque<HereDocument> awaited = new ArrayDeque<>();
    private int i;

    /** A word as it is written, quotes and all. */
    record Word(String text, int at) {}

    private record HereDocument(String end, boolean tabs, boolean plain) {}

    private ShellText(String file, String text) {
        this.file = file;
        this.text = text;
        this.lines = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(at -> text.charAt(at) == '\n')
                                .map(at -> at + 1))
                .toArray();
    }

    static ShellText of(String file, String text) {
        ShellText read = new ShellText(file, text);
        read.commands(false);
        return read;
    }

    /** Named {@code name()}, in the order of the text. */
    List<ShellName> functions() {
        return functions;
    }

    /** Every assignment that outlives its command. */
    List<ShellName> variables() {
        return variables;
    }

    /** The words of each command, those within others before the others' own. */
    List<List<Word>> commands() {
        return commands;
    }

    /** Reads commands up to the end, or to the parenthesis that closes them. */
    private void commands(boolean closed) {
        List<Word> words = new ArrayList<>();
        int cases = 0;
        int open = 0;
        boolean pattern = false;
        boolean redirected = false;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '#' && (i == 0 || " \t\n;()".indexOf(text.charAt(i - 1)) >= 0)) {
                while (i < text.length() && text.charAt(i) != '\n') i++;
            } else if (c == ' ' || c == '\t') {
                i++;
            } else if (c == '\\' && text.startsWith("\\\n", i)) {
                i += 2;
            } else if (c == '\n' || c == ';' || c == '&' || c == '|') {
                boolean next = text.startsWith(";;", i);
                i += next ? 2 : 1;
                if (!pattern || next) end(words);
                if (next && cases > 0) pattern = true;
                if (c == '\n') bodies();
            } else if (c == '(') {
                i++;
                if (pattern) continue;
                if (words.size() == 1 && text.startsWith(")", i)) {
                    i++;
                    functions.add(named(words.removeFirst(), "()"));
                } else {
                    end(words);
                    open++;
                }
            } else if (c == ')') {
                i++;
                if (pattern) {
                    pattern = false;
                    words.clear();
                } else if (open > 0) {
                    open--;
                    end(words);
                } else if (closed) {
                    end(words);
                    return;
                }
            } else if (c == '<' || c == '>') {
                redirected = redirection();
            } else {
                Word word = word();
                if (redirected) {
                    redirected = false;
                } else if (pattern) {
                    if (word.text().equals("esac")) {
                        pattern = false;
                        cases--;
                    }
                } else if (words.isEmpty() && KEYWORDS.contains(word.text())) {
                    if (word.text().equals("esac")) cases--;
                } else {
                    words.add(word);
                    if (isFor(words)) end(words);
                    if (words.size() == 3
                            && words.getFirst().text().equals("case")
                            && word.text().equals("in")) {
                        words.clear();
                        cases++;
                        pattern = true;
                    }
                }
            }
        }
        end(words);
    }

    /** {@code for NAME do}, which no separator ends. */
    private static boolean isFor(List<Word> words) {
        return words.size() == 3
                && words.getFirst().text().equals("for")
                && words.getLast().text().equals("do");
    }

    /** Whether the file of a redirection follows. */
    private boolean redirection() {
        Matcher here = HERE.matcher(text).region(i, text.length());
        if (here.lookingAt()) {
            awaited.add(new HereDocument(
                    here.group(3), !here.group(1).isEmpty(), here.group(2).isEmpty()));
            i = here.end();
            return false;
        }
        while (i < text.length() && "<>&|".indexOf(text.charAt(i)) >= 0) i++;
        return true;
    }

    private void bodies() {
        while (!awaited.isEmpty()) {
            HereDocument document = awaited.remove();
            while (i < text.length()) {
                int end = text.indexOf('\n', i) < 0 ? text.length() : text.indexOf('\n', i);
                String line = text.substring(i, end);
                if ((document.tabs() ? line.replaceFirst("^\t+", "") : line).equals(document.end())) {
                    i = end;
                    break;
                }
                if (document.plain()) {
                    while (i < end) i = quoted(i);
                    end = Math.max(end, i);
                }
                i = Math.min(end + 1, text.length());
            }
        }
    }

    private Word word() {
        int start = i;
        while (i < text.length() && " \t\n;&|()<>".indexOf(text.charAt(i)) < 0) {
            char c = text.charAt(i);
            if (c == '\\') {
                i = Math.min(i + 2, text.length());
            } else if (c == '\'') {
                i = after("'", i + 1);
            } else if (c == '"') {
                doubleQuotes();
            } else {
                i = quoted(i);
            }
        }
        return new Word(text.substring(start, i), start);
    }

    private void doubleQuotes() {
        i++;
        while (i < text.length() && text.charAt(i) != '"') i = quoted(i);
        i = Math.min(i + 1, text.length());
    }

    /** The end of what begins at {@code at} as it is read within double quotes. */
    private int quoted(int at) {
        i = at;
        if (text.charAt(at) == '\\') return Math.min(at + 2, text.length());
        if (text.startsWith("$((", at)) {
            i = at + 3;
            int open = 2;
            while (i < text.length() && open > 0) {
                char c = text.charAt(i);
                if (c == '(') open++;
                if (c == ')') open--;
                i = c == '$' && !text.startsWith("$((", i) ? quoted(i) : i + 1;
            }
        } else if (text.startsWith("$(", at)) {
            i = at + 2;
            Deque<HereDocument> outer = new ArrayDeque<>(awaited);
            awaited.clear();
            commands(true);
            awaited.addAll(outer);
        } else if (text.startsWith("${", at)) {
            i = at + 2;
            while (i < text.length() && text.charAt(i) != '}') {
                if (text.charAt(i) == '"') doubleQuotes();
                else if (text.charAt(i) == '\'') i = after("'", i + 1);
                else i = quoted(i);
            }
            i = Math.min(i + 1, text.length());
        } else if (text.charAt(at) == '`') {
            i = after("`", at + 1);
        } else {
            i = at + 1;
        }
        return i;
    }

    private int after(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + 1;
    }

    private void end(List<Word> words) {
        if (words.isEmpty()) return;
        commands.add(List.copyOf(words));
        assigned(words);
        words.clear();
    }

    private void assigned(List<Word> words) {
        for (Word word : words) {
            for (Matcher m = DEFAULT.matcher(word.text()); m.find(); )
                variables.add(named(new Word(m.group(1), word.at() + m.start(1)), ""));
        }
        int first = 0;
        while (first < words.size()
                && ASSIGNMENT.matcher(words.get(first).text()).matches()) first++;
        if (first == words.size()) {
            words.forEach(w -> variables.add(named(new Word(beforeEquals(w.text()), w.at()), "")));
            return;
        }
        List<Word> arguments = words.subList(first + 1, words.size());
        switch (words.get(first).text()) {
            case "for" -> arguments.stream().limit(1).forEach(w -> variables.add(named(w, "")));
            case "read" ->
                arguments.stream()
                        .filter(w -> NAME.matcher(w.text()).matches())
                        .forEach(w -> variables.add(named(w, "")));
            case "readonly" ->
                arguments.stream()
                        .filter(w -> ASSIGNMENT.matcher(w.text()).matches())
                        .forEach(w -> variables.add(named(new Word(beforeEquals(w.text()), w.at()), "")));
            default -> {}
        }
    }

    private static String beforeEquals(String assignment) {
        return assignment.substring(0, assignment.indexOf('=')).replace("+", "");
    }

    private ShellName named(Word word, String suffix) {
        int found = Arrays.binarySearch(lines, word.at());
        int line = found < 0 ? -found - 2 : found;
        return new ShellName(word.text() + suffix, new SourcePos(file, line + 1, word.at() - lines[line] + 1));
    }
}
