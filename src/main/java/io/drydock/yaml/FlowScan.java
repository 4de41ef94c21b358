package io.drydock.yaml;

/** Walks through a plain or quoted scalar as YAML reads it: escapes, doubled quotes, folded line breaks. */
final class FlowScan implements ScalarPositions.Scan {
    private final String text;
    private final int end;
    private final char quote;
    private final Offsets offsets = new Offsets();
    private int at;

    /** {@code quote}: {@code "}, {@code '} or 0 for plain; {@code end}: offset behind the content. */
    FlowScan(String text, int start, int end, char quote) {
        this.text = text;
        this.at = start;
        this.end = end;
        this.quote = quote;
    }

    @Override
    public int[] offsets() {
        while (at < end) {
            char c = text.charAt(at);
            if (isBlank(c) || isBreak(c)) {
                white();
            } else if (c == '\\' && quote == '"') {
                escape();
            } else if (c == '\'' && quote == '\'') {
                emit(2);
            } else {
                emit(1);
            }
        }
        return offsets.toArray();
    }

    private void emit(int width) {
        offsets.add(at);
        at += width;
    }

    /** Blanks within a line stand for themselves; one line break is a space, more are one break less. */
    private void white() {
        int from = at;
        while (at < end && isBlank(text.charAt(at))) {
            at++;
        }
        if (at < end && isBreak(text.charAt(at))) {
            int first = at;
            int breaks = breaks();
            if (breaks == 0) {
                offsets.add(first);
            }
            return;
        }
        for (int i = from; i < at; i++) {
            offsets.add(i);
        }
    }

    /** Passes a line break, then empty lines, each of which is a break of the value, and the next line's blanks. */
    private int breaks() {
        int empty = -1;
        while (at < end && (isBreak(text.charAt(at)) || isBlank(text.charAt(at)))) {
            if (isBreak(text.charAt(at))) {
                if (++empty > 0) {
                    offsets.add(at);
                }
                at += text.startsWith("\r\n", at) ? 2 : 1;
            } else {
                at++;
            }
        }
        return empty;
    }

    private void escape() {
        char c = text.charAt(at + 1);
        if (isBreak(c)) {
            at++;
            breaks();
            return;
        }
        int digits = switch (c) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
        if (digits == 8 && Integer.parseInt(text, at + 2, at + 10, 16) > Character.MAX_VALUE) {
            offsets.add(at); // a pair of chars in the value
        }
        emit(2 + digits);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
