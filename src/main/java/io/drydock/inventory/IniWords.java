package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a line by the rules of a shell, as Ansible reads the hosts of an INI inventory: quotes of both kinds, backslashes, and
 * comments, which begin with # even within a word.
 */
final class IniWords {
    private static final String SPACES = " \t\r\n";

    private final PlacedText line;
    private final Diagnostics problems;
    private final List<PlacedText> words = new ArrayList<>();
    private int at;

    private IniWords(PlacedText line, Diagnostics problems) {
        this.line = line;
        this.problems = problems;
    }

    /** None when a quote is not closed, which is reported. */
    static List<PlacedText> of(PlacedText line, Diagnostics problems) {
        IniWords reader = new IniWords(line, problems);
        return reader.read() ? reader.words : List.of();
    }

    private boolean read() {
        while (at < line.length() && line.at(at) != '#') {
            if (SPACES.indexOf(line.at(at)) >= 0) at++;
            else if (!word()) return false;
        }
        return true;
    }

    private boolean word() {
        PlacedText.Builder word = new PlacedText.Builder(line);
        while (at < line.length() && SPACES.indexOf(line.at(at)) < 0) {
            char c = line.at(at);
            if (c == '#') {
                problems.warn(
                        line.pos(at), "# begins a comment here, as in Ansible", "quote the value if it is part of it");
                break;
            }
            if (c == '\'' || c == '"') {
                if (!quoted(word, c)) return false;
            } else if (c == '\\') {
                if (at + 1 == line.length())
                    return unclosed(at, "a backslash at the end of the line", "write \\\\ for a backslash");
                word.add(at + 1);
                at += 2;
            } else {
                word.add(at++);
            }
        }
        words.add(word.text(at));
        return true;
    }

    /** Within double quotes a backslash stands for itself, but before another one and a double quote. */
    private boolean quoted(PlacedText.Builder word, char quote) {
        int open = at++;
        for (; at < line.length(); at++) {
            char c = line.at(at);
            if (c == quote) {
                at++;
                return true;
            }
            if (c == '\\' && quote == '"' && (line.at(at + 1) == '"' || line.at(at + 1) == '\\')) at++;
            word.add(at);
        }
        return unclosed(open, "this quote is never closed", "close it, or write \\" + quote + " for the character");
    }

    private boolean unclosed(int from, String message, String remedy) {
        problems.error(line.pos(from), message, remedy);
        return false;
    }
}
