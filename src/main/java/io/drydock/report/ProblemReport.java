package io.drydock.report;

import io.drydock.diag.Diagnostic;
import io.drydock.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The problems of an input as one JSON document; docs/check.md is its schema. */
public final class ProblemReport {
    private ProblemReport() {}

    public static String of(List<Diagnostic> problems) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("command", "check");
        document.put("problems", problems.stream().map(ProblemReport::problem).toList());
        long errors = problems.stream().filter(Diagnostic::isError).count();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("errors", errors);
        summary.put("warnings", problems.size() - errors);
        document.put("summary", summary);
        return Json.pretty(document);
    }

    private static Map<String, Object> problem(Diagnostic problem) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("level", problem.level().label());
        data.put("file", problem.pos().file());
        if (problem.pos().line() > 0) {
            data.put("line", problem.pos().line());
            data.put("column", problem.pos().column());
        }
        data.put("message", problem.message());
        if (!problem.remedy().isEmpty()) data.put("remedy", problem.remedy());
        return data;
    }
}
