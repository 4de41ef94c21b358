package io.drydock.cli;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.report.ProblemReport;
import io.drydock.report.SarifReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How {@code drydock check} tells what it has found. */
enum ProblemFormat {
    text {
        @Override
        void print(Console console, Diagnostics problems, Optional<String> extent) {
            List<Diagnostic> told = problems.inReadingOrder();
            console.out().print(Console.printer(problems).print(told));
            if (!told.isEmpty()) console.out().println();
            console.out().println(summary(told, extent));
        }
    },
    json {
        @Override
        void print(Console console, Diagnostics problems, Optional<String> extent) {
            console.out().println(ProblemReport.of(problems.inReadingOrder()));
        }
    },
    sarif {
        @Override
        void print(Console console, Diagnostics problems, Optional<String> extent) {
            console.out().println(SarifReport.of(problems.inReadingOrder()));
        }
    };

    /** @param extent what has been checked; empty where not even the inventory could be read */
    abstract void print(Console console, Diagnostics problems, Optional<String> extent);

    private static String summary(List<Diagnostic> told, Optional<String> extent) {
        long errors = told.stream().filter(Diagnostic::isError).count();
        long warnings = told.size() - errors;
        List<String> found = new ArrayList<>();
        if (errors > 0) found.add(Console.counted(errors, "problem"));
        if (warnings > 0) found.add(Console.counted(warnings, "warning"));
        return (found.isEmpty() ? "no problem" : String.join(", ", found))
                + extent.map(of -> "; " + of).orElse("");
    }
}
