package io.drydock.template.freemarker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Code of ours around a stretch of a template. Of two around the same stretch the earlier one in a list is outside. */
record Wrap(int start, int end, String open, String close) {
    private record Insertion(int at, String code) {}

    static Wrap at(int offset, String code) {
        return new Wrap(offset, offset, code, "");
    }

    /** Copies the template from an offset on, with the wraps around their stretches. */
    static void copy(Code code, int from, int to, List<Wrap> wraps) {
        int copied = from;
        for (Insertion insertion : insertions(wraps)) {
            code.copy(copied, insertion.at).insert(insertion.code);
            copied = insertion.at;
        }
        code.copy(copied, to);
    }

    /** In order; at one place what closes, inner first, and then what opens, outer first. */
    private static List<Insertion> insertions(List<Wrap> wraps) {
        List<Insertion> insertions = new ArrayList<>();
        wraps.reversed().stream()
                .filter(w -> !w.close.isEmpty())
                .sorted(Comparator.comparingInt(Wrap::start).reversed())
                .forEach(w -> insertions.add(new Insertion(w.end, w.close)));
        wraps.stream()
                .sorted(Comparator.comparingInt(Wrap::end).reversed())
                .forEach(w -> insertions.add(new Insertion(w.start, w.open)));
        insertions.sort(Comparator.comparingInt(Insertion::at));
        return insertions;
    }
}
