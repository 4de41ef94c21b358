package io.drydock.report;

import io.drydock.diag.Printable;

/** Markdown as GitHub and GitLab read it, in which text from elsewhere is never markup, a mention or a link. */
final class MarkdownText {
    private static final String HARMLESS = " -/,=+%()'\"";

    private final StringBuilder text = new StringBuilder();

    MarkdownText line(String markdown) {
        text.append(markdown).append('\n');
        return this;
    }

    /** What comes before and after is another paragraph. */
    MarkdownText paragraph(String markdown) {
        return line("").line(markdown).line("");
    }

    /** On one line; also in a table and in HTML. */
    static String code(String plain) {
        StringBuilder code = new StringBuilder("<code>");
        Printable.line(plain).codePoints().forEach(c -> {
            boolean safe = c > '~' || Character.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0;
            if (safe) code.appendCodePoint(c);
            else code.append("&#").append(c).append(';');
        });
        return code.append("</code>").toString();
    }

    /** Lines as they are, between two fences longer than any in them. */
    MarkdownText block(String language, String plain) {
        String shown = Printable.of(plain).stripTrailing();
        String fence = "`".repeat(Math.max(3, longestRun(shown) + 1));
        return line(fence + language).line(shown).line(fence);
    }

    private static int longestRun(String shown) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < shown.length(); i++) {
            run = shown.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    int length() {
        return text.length();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
