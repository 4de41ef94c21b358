package io.drydock.importer;

import io.drydock.ansible.jinja.Fragment;
import io.drydock.ansible.jinja.Term;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Command lines. Ansible puts values into them as they are, and cuts and interprets what comes out; here a value is always one word. So what may be
 * several words, or code, is refused, and quotes around a value of a shell are opened for it.
 */
final class CommandTexts {
    /** Before the quote that closes for a value, and behind the one that opens again. */
    private static final String CLOSED = "\u0001";

    private static final String OPENED = "\u0002";

    private final TermPrinter printer;
    private final boolean isShell;
    private final StringBuilder out = new StringBuilder();
    /** The quotes that are open, {@code (} for a substitution in them. */
    private final Deque<Character> open = new ArrayDeque<>();

    private boolean escaped;
    private boolean inRemark;
    private char last = ' ';

    private CommandTexts(TermPrinter printer, boolean isShell) {
        this.printer = printer;
        this.isShell = isShell;
    }

    /** For a shell, in which a value is written {@code [=x]}. */
    static String shell(String text, TermPrinter printer) {
        return new CommandTexts(printer, true).converted(text);
    }

    /** For no shell: words, in which a value is written <code>${x}</code>. */
    static String words(String text, TermPrinter printer) {
        return new CommandTexts(printer, false).converted(text);
    }

    private String converted(String text) {
        for (Fragment fragment : Values.parsed(text)) {
            switch (fragment) {
                case Fragment.Data(String data) -> data(data);
                case Fragment.Output(Term term) -> value(term);
                case Fragment.Remark _ -> {}
                default ->
                    throw new Refusal(
                            "a statement of Jinja2 in a command",
                            "put what it makes into a variable, or say it in the shell");
            }
        }
        return joined(out.toString());
    }

    /** Without quotes that have nothing between them. */
    private static String joined(String text) {
        return text.replaceAll("([\"'])" + CLOSED + "\\1", "")
                .replaceAll("([\"'])" + OPENED + "\\1", "")
                .replaceAll(CLOSED, "")
                .replaceAll(OPENED, "");
    }

    private void data(String data) {
        if (isShell && data.contains("<<") && !data.contains("<<<")) hereDocument(data);
        data.chars().forEach(c -> next((char) c));
        out.append(isShell ? shellText(data) : Values.plain(data));
    }

    private boolean hasHereDocument;

    private void hereDocument(String data) {
        hasHereDocument = data.matches("(?s).*<<-?\\s*['\"\\\\]?[A-Za-z_].*");
    }

    private static String shellText(String data) {
        if (data.contains("[=")) throw new Refusal("[= in a shell", "here a value begins so: write it otherwise");
        return data;
    }

    private void next(char c) {
        if (inRemark) {
            inRemark = c != '\n';
            last = c;
            return;
        }
        char quote = open.isEmpty() ? 0 : open.peek();
        if (escaped) escaped = false;
        else if (c == '\\' && quote != '\'') escaped = true;
        else if (quote == '\'') {
            if (c == '\'') open.pop();
        } else if (c == '"') {
            if (quote == '"') open.pop();
            else open.push(c);
        } else if (c == '\'' && quote != '"') open.push(c);
        else if (c == '(' && isShell && (last == '$' || quote == '(')) open.push(c);
        else if (c == ')' && quote == '(') open.pop();
        else if (c == '#' && isShell && quote != '"' && Character.isWhitespace(last)) inRemark = true;
        last = c;
    }

    private void value(Term term) {
        Term bare = unquoted(term);
        boolean quoted = !open.isEmpty() && (open.peek() == '"' || open.peek() == '\'');
        if (inRemark) return;
        if (hasHereDocument)
            throw new Refusal(
                    "a value in a here-document", "a value could end it: assign it to a variable of the shell first");
        if (quoted && bare != term) throw new Refusal("quote in quotes", "leave the quotes out");
        boolean list = !quoted
                && bare instanceof Term.Filter(Term _, String name, Term.Given given)
                && name.equals("join")
                && given.items().equals(List.of(new Term.Text(" ")));
        if (list && isShell) {
            out.append("[=")
                    .append(printer.print(((Term.Filter) bare).of()).text())
                    .append(']');
            return;
        }
        if (list) throw new Refusal("several words in a command", "give them as a list: argv:");
        Ftl shown = printer.shown(bare);
        if (!quoted && bare == term) shown = checked(term, shown);
        out.append(written(shown, quoted));
        last = 'x';
    }

    private String written(Ftl value, boolean quoted) {
        if (!isShell) return "${" + value.text() + "}";
        String word = "[=" + value.text() + "]";
        return quoted ? CLOSED + open.peek() + word + open.peek() + OPENED : word;
    }

    /** Whether the quotes around a value are its own: it is always quoted here. */
    private static Term unquoted(Term term) {
        return term instanceof Term.Filter(Term of, String name, Term.Given given)
                        && name.equals("quote")
                        && given.isEmpty()
                ? of
                : term;
    }

    private Ftl checked(Term term, Ftl shown) {
        Set<String> names = new HashSet<>();
        boolean literals = collect(term, names);
        if (names.stream().anyMatch(printer.known.names()::mayBeCode))
            throw new Refusal(
                    "a value that is code to a shell",
                    "its characters would be taken as they are: quote it where it is used, or write the command out");
        if (literals || names.stream().anyMatch(printer.known.names()::mayBeWords)) {
            if (!isShell)
                throw new Refusal(
                        "a value of several words, or none",
                        "a value is one word of a command: give words as a list, argv:");
            return shown.with("word_list", Kind.LIST);
        }
        if (names.stream()
                .anyMatch(n -> printer.known.names().known(n).isEmpty()
                        && printer.known.names().actions(n).isEmpty()
                        && !n.equals("item")))
            printer.known.note("a value in the command is one word, whatever it holds");
        return shown;
    }

    /** The names in a term; whether a text in it is not one word. */
    private static boolean collect(Term term, Set<String> names) {
        return switch (term) {
            case Term.Name(String name) -> !names.add(name) && false;
            case Term.Text(String value) -> value.isEmpty() || value.contains(" ");
            case Term.Attribute(Term of, String name) -> {
                names.add(name);
                yield collect(of, names);
            }
            case Term.Item(Term of, Term key) -> {
                if (key instanceof Term.Text(String name)) names.add(name);
                yield collect(of, names);
            }
            case Term.Filter(Term of, String name, Term.Given given) -> {
                boolean odd = false;
                if (Defaults.isName(name) || name.equals("ternary"))
                    for (Term item : given.items()) odd |= collect(item, names);
                yield collect(of, names) || odd;
            }
            case Term.Choice(Term _, Term then, var otherwise) -> {
                boolean odd = otherwise.map(o -> collect(o, names)).orElse(true);
                yield collect(then, names) || odd;
            }
            case Term.Binary(String _, Term left, Term right) -> {
                boolean odd = collect(left, names);
                yield collect(right, names) || odd;
            }
            case Term.Slice(Term of, var _, var _, var _) -> collect(of, names);
            default -> false;
        };
    }
}
