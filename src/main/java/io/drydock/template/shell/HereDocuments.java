package io.drydock.template.shell;

import io.drydock.template.shell.ShellReader.Kind;
import java.util.ArrayDeque;
import java.util.Queue;

/** Here-documents: announced in a command, their bodies begin with the next line. */
final class HereDocuments {
    private record Announced(int index, String delimiter, boolean tabs, boolean quoted) {}

    private final ShellReader in;
    private final Queue<Announced> announced = new ArrayDeque<>();

    HereDocuments(ShellReader in) {
        this.in = in;
    }

    /** Reads {@code <<} or {@code <<-} and the delimiter. */
    void announce() {
        int start = in.index();
        in.announced(announced.size() + 1);
        in.step(2);
        boolean tabs = in.current() == '-';
        in.step(tabs ? 1 : 0);
        while (in.current() == ' ' || in.current() == '\t') {
            in.step();
        }
        StringBuilder delimiter = new StringBuilder();
        boolean quoted = delimiter(delimiter);
        announced.add(new Announced(start, delimiter.toString(), tabs, quoted));
    }

    private boolean delimiter(StringBuilder delimiter) {
        boolean quoted = false;
        int quote = 0;
        for (int c = in.current(); c != ShellChars.END && !(quote == 0 && ends(c)); c = in.current()) {
            if (c == ShellChars.MARK || in.tagBefore(in.index() + 1) && !ends(in.ahead(1))) {
                in.fail(in.index(), "the delimiter of a here-document must be plain text", "");
            } else if (quote == 0 && c == '\\') {
                quoted = true;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                quoted = true;
            } else {
                delimiter.append((char) c);
            }
            in.step();
        }
        return quoted;
    }

    private static boolean ends(int c) {
        return c == ShellChars.END || c >= 0 && " \t\r\n;&|<>()".indexOf(c) >= 0;
    }

    /** Steps over a line break, and over the bodies that begin behind it. */
    void newline() {
        if (announced.isEmpty()) {
            in.step();
            return;
        }
        in.announced(0);
        in.enter(Kind.HERE_DOCUMENT, 1);
        while (!announced.isEmpty()) {
            body(announced.remove());
        }
    }

    void atEnd() {
        if (!announced.isEmpty()) {
            in.problem(announced.peek().index(), "the here-document has no text", "");
        }
    }

    private void body(Announced document) {
        boolean continued = false;
        while (in.current() != ShellChars.END) {
            int start = in.index();
            boolean tag = in.tagBefore(start);
            StringBuilder line = new StringBuilder();
            while (in.current() != '\n' && in.current() != ShellChars.END) {
                if (in.current() == ShellChars.MARK) {
                    in.misplaced();
                }
                if (in.current() == '$' && !document.quoted && backslashes(line) % 2 == 0) {
                    in.reference();
                }
                line.append((char) in.current());
                in.step();
                tag |= in.tagBefore(in.index());
            }
            if (ends(document, line.toString(), start, tag, continued)) {
                end();
                return;
            }
            continued = !document.quoted && backslashes(line) % 2 == 1;
            in.step(in.current() == '\n' ? 1 : 0);
        }
        boolean isNamed = !document.delimiter.isEmpty() || document.quoted;
        in.fail(
                document.index,
                isNamed
                        ? "the here-document does not end: no line \"" + document.delimiter + '"'
                        : "the here-document has no word that ends it",
                isNamed ? "write the word in a line of its own" : "write one behind <<, such as <<END");
    }

    private boolean ends(Announced document, String line, int start, boolean tag, boolean continued) {
        String text = document.tabs ? line.replaceFirst("^\t+", "") : line;
        boolean found = text.equals(document.delimiter);
        if (found && continued || tag && line.contains(document.delimiter)) {
            in.fail(
                    start,
                    "it is not clear whether this line ends the here-document",
                    "put the delimiter on a line of its own, with no directive in it and no backslash before it");
        }
        return found;
    }

    private void end() {
        if (announced.isEmpty()) {
            in.leave(in.current() == '\n' ? 1 : 0);
        } else {
            in.step();
        }
    }

    private static int backslashes(CharSequence line) {
        int count = 0;
        while (count < line.length() && line.charAt(line.length() - 1 - count) == '\\') {
            count++;
        }
        return count;
    }
}
