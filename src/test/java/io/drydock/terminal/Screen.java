package io.drydock.terminal;

import io.drydock.diag.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person sees of a terminal's output: lines, with those that have scrolled out above. Knows the sequences that may be used. */
final class Screen {
    private static final Pattern SEQUENCE = Pattern.compile("\033\\[([0-9;]*)([A-Za-z])");

    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;
    private int widest;

    static Screen of(String output) {
        Screen screen = new Screen();
        Matcher sequence = SEQUENCE.matcher(output);
        for (int at = 0; at < output.length(); ) {
            if (sequence.region(at, output.length()).lookingAt()) {
                screen.sequence(sequence.group(1), sequence.group(2));
                at = sequence.end();
            } else {
                screen.put(output.codePointAt(at));
                at += Character.charCount(output.codePointAt(at));
            }
        }
        return screen;
    }

    private void sequence(String number, String name) {
        switch (name) {
            case "m" -> {}
            case "F" -> {
                row = Math.max(0, row - Integer.parseInt(number));
                column = 0;
            }
            case "J" -> {
                lines.subList(row + 1, lines.size()).clear();
                lines.get(row).setLength(column);
            }
            case "K" -> lines.get(row).setLength(Math.min(column, lines.get(row).length()));
            default -> throw new AssertionError("a sequence that not every terminal knows: ESC[" + number + name);
        }
    }

    private void put(int c) {
        switch (c) {
            case '\r' -> column = 0;
            case '\n' -> {
                row++;
                if (row == lines.size()) lines.add(new StringBuilder());
            }
            default -> {
                if (c < ' ' && c != '\t') throw new AssertionError("a control character: " + c);
                StringBuilder line = lines.get(row);
                line.setLength(column);
                column = line.appendCodePoint(c).length();
                widest = Math.max(widest, Columns.of(line.toString()));
            }
        }
    }

    String text() {
        return String.join("\n", lines);
    }

    /** Columns of the widest line that there ever was. */
    int widest() {
        return widest;
    }
}
