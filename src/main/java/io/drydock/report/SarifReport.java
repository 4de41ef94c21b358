package io.drydock.report;

import io.drydock.diag.Bug;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.SourcePos;
import io.drydock.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The problems of an input in SARIF 2.1.0, which services that host code show beside the lines they are of. */
public final class SarifReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String ROOT = "%SRCROOT%";

    private SarifReport() {}

    /** Files below the folder that the command was called in are named as seen from there. */
    public static String of(List<Diagnostic> problems) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver(problems)));
        run.put("columnKind", "unicodeCodePoints");
        run.put("results", problems.stream().map(SarifReport::result).toList());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", SCHEMA);
        document.put("version", "2.1.0");
        document.put("runs", List.of(run));
        return Json.canonical(document);
    }

    private static Map<String, Object> driver(List<Diagnostic> problems) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "Drydock");
        driver.put("version", Bug.version());
        driver.put(
                "rules",
                problems.stream()
                        .map(SarifReport::rule)
                        .distinct()
                        .map(id -> Map.of("id", id))
                        .toList());
        return driver;
    }

    private static Map<String, Object> result(Diagnostic problem) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", rule(problem));
        result.put("level", problem.level().label());
        result.put("message", Map.of("text", text(problem)));
        result.put("locations", List.of(location(problem.pos())));
        return result;
    }

    private static String text(Diagnostic problem) {
        return problem.message() + (problem.remedy().isEmpty() ? "" : "\n" + problem.remedy());
    }

    /** The message without what it quotes of the input, so that the same kind of problem has the same rule everywhere. */
    static String rule(Diagnostic problem) {
        String rule = problem.message()
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("\"[^\"]*\"|:.*|[0-9]+", " ")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]+", "-")
                .replaceAll("^-|-$", "");
        return rule.isEmpty() ? problem.level().label() : rule;
    }

    /** Of an option of the command line there is no file. */
    private static Map<String, Object> location(SourcePos pos) {
        if (pos.file().startsWith("-") || pos.file().isEmpty())
            return Map.of("logicalLocations", List.of(Map.of("name", pos.file())));
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", artifact(pos.file()));
        if (pos.line() > 0)
            physical.put("region", Map.of("startLine", pos.line(), "startColumn", Math.max(1, pos.column())));
        return Map.of("physicalLocation", physical);
    }

    private static Map<String, Object> artifact(String file) {
        Path here = Path.of("").toAbsolutePath();
        Path path = here.resolve(file).normalize();
        return path.startsWith(here)
                ? Map.of("uri", uri(here.relativize(path).toString()), "uriBaseId", ROOT)
                : Map.of("uri", path.toUri().toString());
    }

    private static String uri(String path) {
        try {
            return new URI(null, null, path, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // there is a path for every text without a scheme
        }
    }
}
