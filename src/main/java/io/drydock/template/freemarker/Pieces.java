package io.drydock.template.freemarker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a template into its pieces as FreeMarker will. What cannot be cut, for FreeMarker to report, is left plain. */
final class Pieces {
    private final String chars;
    private final Syntax syntax;
    private final List<Piece> pieces = new ArrayList<>();
    private int plain;
    private int at;

    private Pieces(String chars, Syntax syntax) {
        this.chars = chars;
        this.syntax = syntax;
    }

    static List<Piece> of(String chars, Syntax syntax) {
        Pieces pieces = new Pieces(chars, syntax);
        pieces.cut();
        return List.copyOf(pieces.pieces);
    }

    private void cut() {
        while (at < chars.length()) {
            special().ifPresentOrElse(this::add, () -> at++);
        }
        endPlain(at);
    }

    private void add(Piece piece) {
        endPlain(piece.start());
        pieces.add(piece);
        at = piece.end();
        plain = at;
    }

    private void endPlain(int end) {
        if (end > plain) {
            pieces.add(new Piece.Plain(plain, end));
        }
    }

    /** What begins here other than plain text. */
    private Optional<Piece> special() {
        if (chars.startsWith(syntax.opening(), at)) {
            Tokens.Read read = Tokens.read(chars, at + 2, syntax.until());
            return read.end() < 0
                    ? Optional.empty()
                    : Optional.of(new Piece.Interpolation(at, read.end() + 1, read.tokens()));
        }
        if (chars.charAt(at) != '<') {
            return Optional.empty();
        }
        if (chars.startsWith("<#--", at)) {
            int end = chars.indexOf("-->", at + 4);
            return end < 0 ? Optional.empty() : Optional.of(new Piece.Comment(at, end + 3));
        }
        boolean closing = chars.startsWith("</", at);
        return tag(closing, at + (closing ? 2 : 1));
    }

    private Optional<Piece> tag(boolean closing, int sigil) {
        int name = sigil + 1;
        int end = name;
        while (end < chars.length() && (Character.isLetterOrDigit(chars.charAt(end)) || chars.charAt(end) == '_')) {
            end++;
        }
        boolean call = chars.startsWith("@", sigil);
        if (!call && (!chars.startsWith("#", sigil) || end == name)) {
            return Optional.empty();
        }
        Tokens.Read read = Tokens.read(chars, end, Tokens.Until.GREATER_THAN);
        return read.end() < 0
                ? Optional.empty()
                : Optional.of(new Piece.Tag(
                        at, read.end() + 1, chars.substring(call ? sigil : name, end), closing, read.tokens()));
    }
}
