package io.drydock.importer;

import io.drydock.diag.SourcePos;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of the tasks, and why some were not converted. */
final class Tally {
    private final Map<String, Integer> refused = new TreeMap<>();
    private final List<ImportReport.Entry> entries = new ArrayList<>();
    private final List<ImportReport.Entry> notes = new ArrayList<>();
    private int tasks;
    private int noted;
    private int missing;
    private int templates;
    private int refusedTemplates;

    void converted(SourcePos pos, List<String> said) {
        tasks++;
        if (said.isEmpty()) return;
        noted++;
        said.forEach(text -> notes.add(new ImportReport.Entry(pos, text)));
    }

    void refused(SourcePos pos, Refusal refusal, int count) {
        tasks += count;
        missing += count;
        add(pos, refusal, count);
    }

    /** Of a value, which is no task. */
    void refusedValue(SourcePos pos, Refusal refusal) {
        add(pos, refusal, 1);
    }

    private void add(SourcePos pos, Refusal refusal, int count) {
        refused.merge(refusal.construct(), count, Integer::sum);
        entries.add(new ImportReport.Entry(pos, refusal.construct() + ": " + refusal.reason()));
    }

    void template(SourcePos pos) {
        templates++;
    }

    void refusedTemplate(SourcePos pos, Refusal refusal) {
        templates++;
        refusedTemplates++;
        add(pos, refusal, 1);
    }

    int refusedTasks() {
        return missing;
    }

    ImportReport report(List<java.nio.file.Path> written) {
        return new ImportReport(tasks, noted, missing, templates, refusedTemplates, refused, entries, notes, written);
    }
}
