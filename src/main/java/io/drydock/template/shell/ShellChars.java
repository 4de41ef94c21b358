package io.drydock.template.shell;

import io.drydock.template.freemarker.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A shell template as the shell sees it: no directives, and a {@link #MARK} for each interpolation. */
public final class ShellChars {
    static final int MARK = -1;
    static final int END = -2;

    private final List<Integer> chars = new ArrayList<>();
    private final List<Integer> offsets = new ArrayList<>();
    private final Map<Integer, List<Piece.Tag>> tags = new HashMap<>();

    private ShellChars() {}

    public static ShellChars of(String template, List<Piece> pieces) {
        ShellChars shell = new ShellChars();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Plain plain -> shell.plain(template, plain);
                case Piece.Interpolation interpolation -> shell.add(MARK, interpolation.start());
                case Piece.Tag tag ->
                    shell.tags
                            .computeIfAbsent(shell.chars.size(), i -> new ArrayList<>())
                            .add(tag);
                case Piece.Comment _ -> {}
            }
        }
        shell.offsets.add(template.length());
        return shell;
    }

    private void plain(String template, Piece.Plain plain) {
        for (int i = plain.start(); i < plain.end(); i++) {
            add(template.charAt(i), i);
        }
    }

    private void add(int c, int offset) {
        chars.add(c);
        offsets.add(offset);
    }

    int at(int i) {
        return i < chars.size() ? chars.get(i) : END;
    }

    /** Where the character stands in the template. */
    int offset(int i) {
        return offsets.get(Math.min(i, chars.size()));
    }

    /** The directives directly before the character. */
    List<Piece.Tag> tagsBefore(int i) {
        return tags.getOrDefault(i, List.of());
    }
}
