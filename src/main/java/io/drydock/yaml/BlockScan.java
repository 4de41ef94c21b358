package io.drydock.yaml;

/**
 * Lays the value of a block scalar ({@code |} or {@code >}) over its source lines. SnakeYAML has already decided what
 * the value is; between the contents of two lines it holds either line breaks or the one space they were folded to.
 */
final class BlockScan implements ScalarPositions.Scan {
    private final Source source;
    private final int header;
    private final int end;
    private final String value;
    private final Offsets offsets = new Offsets();

    /** {@code header}: offset of the {@code |} or {@code >}; {@code end}: offset behind the scalar. */
    BlockScan(Source source, int header, int end, String value) {
        this.source = source;
        this.header = header;
        this.end = end;
        this.value = value;
    }

    @Override
    public int[] offsets() {
        int previous = source.line(header);
        int indent = indent(previous + 1);
        for (int line = previous + 1; line < source.lines() && source.lineStart(line) < end; line++) {
            int from = source.lineStart(line) + indent;
            int length = source.lineEnd(line) - from;
            if (length > 0 && offsets.size() < value.length()) {
                separator(previous);
                if (!value.startsWith(source.text().substring(from, from + length), offsets.size())) {
                    break;
                }
                for (int i = 0; i < length; i++) {
                    offsets.add(from + i);
                }
                previous = line;
            }
        }
        separator(previous);
        return offsets.toArray();
    }

    /** Line breaks belong to the line they end, as far as each line has one of its own in the value. */
    private void separator(int previous) {
        if (offsets.size() > 0 && offsets.size() < value.length() && value.charAt(offsets.size()) == ' ') {
            offsets.add(source.lineEnd(previous));
        }
        int line = offsets.size() == 0 ? previous + 1 : previous;
        for (; offsets.size() < value.length() && value.charAt(offsets.size()) == '\n'; line++) {
            offsets.add(source.lineEnd(Math.min(line, source.lines() - 1)));
        }
    }

    /** The first line with more than spaces has, in the value, lost exactly the indentation. */
    private int indent(int first) {
        String content = value.lines().filter(BlockScan::inked).findFirst().orElse("");
        for (int line = first; line < source.lines(); line++) {
            String written = source.lineText(line);
            if (inked(written)) {
                return spaces(written) - spaces(content);
            }
        }
        return 0;
    }

    private static boolean inked(String line) {
        return spaces(line) < line.length();
    }

    private static int spaces(String line) {
        int count = 0;
        while (count < line.length() && line.charAt(count) == ' ') {
            count++;
        }
        return count;
    }
}
