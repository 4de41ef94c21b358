package io.drydock.cli;

import io.drydock.importer.ImportReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What import-ansible tells at its end. */
record ImportSummary(PrintStream out) {
    void print(ImportReport report, Path to) {
        list("Not converted; each stands where it was as a TODO, and fails", report.reasons());
        list("Converted, with a note", report.notes());
        int fully = report.tasks() - report.noted() - report.refused();
        out.println(Console.counted(report.written().size(), "file") + " in " + to);
        out.println(Console.counted(report.tasks(), "task") + ": " + fully + " converted, " + report.noted()
                + " converted with a note, " + report.refused() + " not converted" + share(report));
        if (report.templates() > 0)
            out.println(Console.counted(report.templates(), "template") + ": "
                    + (report.templates() - report.refusedTemplates()) + " converted, " + report.refusedTemplates()
                    + " not converted");
        report.constructs().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> out.println("  " + e.getValue() + " x " + e.getKey()));
    }

    private static String share(ImportReport report) {
        return report.tasks() == 0
                ? ""
                : " (" + 100 * (report.tasks() - report.refused()) / report.tasks() + " % converted)";
    }

    private void list(String title, List<ImportReport.Entry> entries) {
        if (entries.isEmpty()) return;
        out.println(title + ":");
        entries.stream()
                .distinct()
                .sorted(Comparator.<ImportReport.Entry, String>comparing(
                                e -> e.pos().file())
                        .thenComparingInt(e -> e.pos().line()))
                .forEach(e -> out.println("  " + e.pos() + ": " + e.text()));
        out.println();
    }
}
