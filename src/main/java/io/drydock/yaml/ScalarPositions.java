package io.drydock.yaml;

import io.drydock.diag.SourcePos;
import java.util.Optional;

/** Positions of a scalar whose text is not simply one line of its file; worked out when first asked for. */
final class ScalarPositions implements Positions {
    /** For each char of a scalar's value its offset in the source; shorter or longer when the scan went wrong. */
    interface Scan {
        int[] offsets();
    }

    private final Source source;
    private final int start;
    private final String value;
    private final Scan scan;
    private volatile Optional<int[]> known = Optional.empty();

    ScalarPositions(Source source, int start, String value, Scan scan) {
        this.source = source;
        this.start = start;
        this.value = value;
        this.scan = scan;
    }

    @Override
    public SourcePos at(int line, int column) {
        int[] offsets = known.orElseGet(scan::offsets);
        known = Optional.of(offsets);
        if (offsets.length != value.length() || offsets.length == 0) {
            return source.pos(start); // never a wrong place: better the beginning of the scalar
        }
        int index = index(line, column);
        return index < offsets.length ? source.pos(offsets[index]) : source.pos(offsets[index - 1] + 1);
    }

    private int index(int line, int column) {
        int begin = 0;
        for (int i = 1; i < line && value.indexOf('\n', begin) >= 0; i++) {
            begin = value.indexOf('\n', begin) + 1;
        }
        int end = value.indexOf('\n', begin);
        return Math.clamp(begin + column - 1L, begin, end < 0 ? value.length() : end);
    }
}
