package io.drydock.diag;

/** How wide text is on a terminal: characters of East Asia and emoji take two columns, marks on other characters none. */
public final class Columns {
    /** Pairs of first and last; besides those that Unicode calls emoji. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19,
        0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18CFF, 0x1AFF0, 0x1B2FF, 0x20000, 0x3FFFD
    };

    private Columns() {}

    public static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** The text, and blanks up to the width. */
    public static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** The text, or as much of its beginning as leaves room for an ellipsis. */
    public static String cut(String text, int width) {
        if (of(text) <= width) return text;
        int end = 0;
        for (int used = 1; end < text.length(); end += Character.charCount(text.codePointAt(end))) {
            used += of(text.codePointAt(end));
            if (used > width) break;
        }
        return width < 1 ? "" : text.substring(0, end) + "\u2026";
    }

    private static int of(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        if (c < WIDE[0]) return false;
        for (int i = 0; i < WIDE.length; i += 2) {
            if (c >= WIDE[i] && c <= WIDE[i + 1]) return true;
        }
        return Character.isEmojiPresentation(c);
    }
}
