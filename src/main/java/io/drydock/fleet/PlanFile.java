package io.drydock.fleet;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Labelled;
import io.drydock.diag.SourcePos;
import io.drydock.facts.Facts;
import io.drydock.json.Json;
import io.drydock.run.HostResult;
import io.drydock.run.Outcome;
import io.drydock.run.TaskResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Saved plans as files: one JSON document each, described in docs/plans.md, that only their owner can read. */
public final class PlanFile {
    private static final long VERSION = 1;

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
        Map<String, String> programs = new TreeMap<>();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("drydock_plan", VERSION);
        document.put("created", plan.created());
        document.put("run", plan.run());
        document.put("drydock", plan.drydock());
        document.put("request", request(plan.request()));
        Map<String, Object> files = new LinkedHashMap<>();
        plan.files().forEach((path, print) -> files.put(path.toString(), print));
        document.put("files", files);
        document.put("hosts", results.stream().map(r -> host(r, programs)).toList());
        document.put("programs", programs);
        document.put("sha256", sum(document));
        replace(file.toAbsolutePath(), Json.pretty(document) + "\n");
    }

    /** The sum that shows whether a document has been changed: over everything else in it. */
    private static String sum(Map<?, ?> document) {
        return Fingerprint.of((Object) document);
    }

    private static void replace(Path file, String text) throws IOException {
        Path fresh = Files.createTempFile(
                file.getParent(),
                ".drydock",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static Map<String, Object> request(SavedPlan.Request request) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("playbooks", request.playbooks().stream().map(Path::toString).toList());
        data.put("inventory", request.inventory());
        request.limit().ifPresent(l -> data.put("limit", l));
        data.put("tags", request.tags().stream().sorted().toList());
        data.put("skip_tags", request.skipTags().stream().sorted().toList());
        data.put("extra_vars", request.extraVars());
        data.put("secrets", request.secrets());
        request.user().ifPresent(u -> data.put("user", u));
        request.privateKey().ifPresent(k -> data.put("private_key", k.toString()));
        data.put("become", request.become());
        return data;
    }

    private static Map<String, Object> host(HostResult result, Map<String, String> programs) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("host", result.host());
        data.put("status", result.status().label());
        result.message().ifPresent(m -> data.put("message", m));
        data.put("notes", result.notes());
        Map<String, Object> facts = result.facts().map(Facts::lasting).orElse(Map.of());
        data.put("fact_fingerprint", Fingerprint.of((Object) facts));
        data.put("facts", facts);
        data.put("tasks", result.tasks().stream().map(t -> task(t, programs)).toList());
        return data;
    }

    private static Map<String, Object> task(TaskResult task, Map<String, String> programs) {
        Map<String, Object> data = new LinkedHashMap<>(task.data());
        task.pos().ifPresent(p -> {
            data.put("file", p.file());
            data.put("line", p.line());
            data.put("column", p.column());
        });
        task.program().ifPresent(p -> {
            String print = Fingerprint.of(p);
            programs.put(print, p);
            data.put("program", print);
        });
        return data;
    }

    /** Empty when it is no plan, is damaged or was changed by hand; the diagnostics then say so. */
    public static Optional<SavedPlan> read(Path file, Diagnostics problems) {
        SourcePos pos = SourcePos.of(file.toString());
        try {
            Node document = new Node(Json.read(Files.readString(file)));
            if (document.number("drydock_plan") != VERSION) {
                problems.error(
                        pos,
                        "this is a plan of format " + document.number("drydock_plan"),
                        "this Drydock reads format " + VERSION + ": plan again");
                return Optional.empty();
            }
            if (!document.intact()) {
                problems.error(
                        pos,
                        "the plan has been changed since it was saved",
                        "plan again; a plan is applied as it was reviewed or not at all");
                return Optional.empty();
            }
            Optional<String> forged = document.forged();
            if (forged.isPresent()) {
                problems.error(
                        pos,
                        "the plan shows another text than the one that would run: " + forged.get(),
                        "somebody has forged it; plan again");
                return Optional.empty();
            }
            return Optional.of(plan(document));
        } catch (IOException | UncheckedIOException e) {
            problems.error(pos, "cannot be read", "");
        } catch (IllegalArgumentException e) {
            problems.error(pos, "this is no saved plan: " + e.getMessage(), "make one with: drydock plan -o FILE");
        }
        return Optional.empty();
    }

    /** The programs of a saved plan by their fingerprints; of a file that could be read as one. */
    public static Map<String, String> programs(Path file) throws IOException {
        Map<String, String> programs = new LinkedHashMap<>();
        Node document = new Node(Json.read(Files.readString(file)));
        if (document.forged().isPresent()) throw new IOException(file + " has changed while it was shown");
        document.node("programs")
                .map()
                .forEach((print, text) -> programs.put(String.valueOf(print), String.valueOf(text)));
        return programs;
    }

    private static SavedPlan plan(Node document) {
        Map<Path, String> files = new LinkedHashMap<>();
        document.node("files")
                .map()
                .forEach((path, print) -> files.put(Path.of(String.valueOf(path)), String.valueOf(print)));
        return new SavedPlan(
                document.text("created"),
                document.text("run"),
                document.text("drydock"),
                request(document.node("request")),
                files,
                document.nodes("hosts").stream().map(PlanFile::host).toList());
    }

    private static SavedPlan.Request request(Node node) {
        return new SavedPlan.Request(
                node.texts("playbooks").stream().map(Path::of).toList(),
                node.text("inventory"),
                node.optional("limit"),
                new HashSet<>(node.texts("tags")),
                new HashSet<>(node.texts("skip_tags")),
                node.texts("extra_vars"),
                node.texts("secrets"),
                node.optional("user"),
                node.optional("private_key").map(Path::of),
                node.flag("become"));
    }

    private static SavedPlan.Host host(Node node) {
        HostResult.Status status = Labelled.of(HostResult.Status.class, node.text("status"))
                .orElseThrow(() -> new IllegalArgumentException("unknown status"));
        HostResult result = new HostResult(
                node.text("host"),
                status,
                Optional.empty(),
                node.nodes("tasks").stream().map(PlanFile::task).toList(),
                node.optional("message"),
                node.texts("notes"),
                Optional.empty());
        Map<String, Object> facts = new LinkedHashMap<>();
        node.node("facts").map().forEach((name, value) -> facts.put(String.valueOf(name), value));
        return new SavedPlan.Host(result, facts);
    }

    private static TaskResult task(Node node) {
        Outcome outcome = Labelled.of(Outcome.class, node.text("outcome"))
                .orElseThrow(() -> new IllegalArgumentException("unknown outcome"));
        SourcePos pos = new SourcePos(node.text("file"), (int) node.number("line"), (int) node.number("column"));
        return new TaskResult(
                Optional.of(pos),
                node.text("name"),
                node.text("action"),
                outcome,
                node.optional("message"),
                node.optional("diff"),
                node.flag("ignored"),
                node.optional("program"),
                Duration.ZERO);
    }

    /** Plain data read strictly: what is not as expected is an IllegalArgumentException. */
    private record Node(Object data) {
        Map<?, ?> map() {
            if (data instanceof Map<?, ?> map) return map;
            throw new IllegalArgumentException("an object is missing");
        }

        private Object at(String key) {
            Object value = map().get(key);
            if (value == null) throw new IllegalArgumentException("\"" + key + "\" is missing");
            return value;
        }

        boolean intact() {
            Map<Object, Object> rest = new LinkedHashMap<>(map());
            Object print = rest.remove("sha256");
            return sum(rest).equals(print);
        }

        /** A program that is not the one its fingerprint names, or one that is missing. */
        Optional<String> forged() {
            Map<?, ?> programs = node("programs").map();
            Stream<String> named = nodes("hosts").stream()
                    .flatMap(h -> h.nodes("tasks").stream())
                    .flatMap(t -> t.optional("program").stream());
            return Stream.concat(programs.keySet().stream().map(String::valueOf), named)
                    .filter(print ->
                            !Fingerprint.of(String.valueOf(programs.get(print))).equals(print))
                    .findFirst();
        }

        Node node(String key) {
            return new Node(at(key));
        }

        List<Node> nodes(String key) {
            if (at(key) instanceof List<?> list)
                return list.stream().map(Node::new).toList();
            throw new IllegalArgumentException("\"" + key + "\" is no list");
        }

        List<String> texts(String key) {
            return nodes(key).stream().map(n -> String.valueOf(n.data())).toList();
        }

        String text(String key) {
            return String.valueOf(at(key));
        }

        Optional<String> optional(String key) {
            return Optional.ofNullable(map().get(key)).map(String::valueOf);
        }

        long number(String key) {
            if (at(key) instanceof Number number) return number.longValue();
            throw new IllegalArgumentException("\"" + key + "\" is no number");
        }

        boolean flag(String key) {
            return Boolean.TRUE.equals(map().get(key));
        }
    }
}
