package io.drydock.fleet;

import io.drydock.action.AtomicFile;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.json.Json;
import io.drydock.json.Records;
import io.drydock.run.HostResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Saved plans as files: one JSON document each, described in docs/plans.md, that only their owner can read. */
public final class PlanFile {
    /** The sum that shows whether a document has been changed: over everything else in it. */
    private static final String SUM = "sha256";

    private PlanFile() {}

    /** Whether a file is meant to be a saved plan; a playbook never begins like one. */
    public static boolean isOne(Path file) {
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            char[] start = new char[64];
            int length = lines.read(start);
            return length > 0
                    && new String(start, 0, length).replaceAll("\\s", "").startsWith("{\"drydock_plan\":");
        } catch (IOException e) {
            return false; // whoever reads it as a playbook says what is wrong
        }
    }

    /** Replaces the file atomically. {@code results}: of a run that kept its programs. */
    public static void write(Path file, SavedPlan plan, List<HostResult> results) throws IOException {
        Map<String, Object> document = Records.data(PlanDocument.of(plan, results));
        document.put(SUM, Fingerprint.of((Object) document));
        AtomicFile.write(file.toAbsolutePath(), (Json.pretty(document) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when it is no plan, is damaged or was changed by hand; the diagnostics then say so. */
    public static Optional<SavedPlan> read(Path file, Diagnostics problems) {
        SourcePos pos = SourcePos.of(file.toString());
        try {
            Map<?, ?> data = data(file);
            Optional<Refusal> refusal = refusal(data);
            if (refusal.isEmpty()) {
                PlanDocument document = document(data);
                refusal = document.forged().map(Refusal::forged);
                if (refusal.isEmpty()) return Optional.of(document.plan());
            }
            problems.error(pos, refusal.get().problem(), refusal.get().remedy());
        } catch (IOException | UncheckedIOException e) {
            problems.error(pos, "cannot be read", "");
        } catch (IllegalArgumentException e) {
            problems.error(pos, "this is no saved plan: " + e.getMessage(), "make one with: drydock plan -o FILE");
        }
        return Optional.empty();
    }

    /** The programs of a saved plan by their fingerprints; of a file that could be read as one. */
    public static Map<String, String> programs(Path file) throws IOException {
        PlanDocument document = document(data(file));
        if (document.forged().isPresent()) throw new IOException(file + " has changed while it was shown");
        return document.programs();
    }

    private static Map<?, ?> data(Path file) throws IOException {
        if (Json.read(Files.readString(file)) instanceof Map<?, ?> data) return data;
        throw new IllegalArgumentException("it is no object");
    }

    private record Refusal(String problem, String remedy) {
        static Refusal forged(String program) {
            return new Refusal(
                    "the plan shows another text than the one that would run: " + program,
                    "somebody has forged it; plan again");
        }
    }

    /** Of a plan of another format, and of one that is not as it was written. */
    private static Optional<Refusal> refusal(Map<?, ?> data) {
        Object version = data.get("drydock_plan");
        if (!(version instanceof Long)) throw new IllegalArgumentException("\"drydock_plan\", its format, is missing");
        if (!version.equals(PlanDocument.VERSION))
            return Optional.of(new Refusal(
                    "this is a plan of format " + version,
                    "this Drydock reads format " + PlanDocument.VERSION + ": plan again"));
        return Fingerprint.of((Object) unsummed(data)).equals(data.get(SUM))
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "the plan has been changed since it was saved",
                        "plan again; a plan is applied as it was reviewed or not at all"));
    }

    private static PlanDocument document(Map<?, ?> data) {
        return Records.of(PlanDocument.class, unsummed(data));
    }

    private static Map<?, ?> unsummed(Map<?, ?> data) {
        Map<Object, Object> rest = new LinkedHashMap<>(data);
        rest.remove(SUM);
        return rest;
    }
}
