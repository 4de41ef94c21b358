package io.drydock.playbook;

import io.drydock.diag.Diagnostics;
import io.drydock.template.TemplateEngine;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Positions;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads one gate. */
final class GateReader {
    private static final List<String> KINDS = List.of("command", "http", "prometheus", "tasks");
    static final String CHECKS = String.join(", ", KINDS);
    private static final List<String> KEYS = Stream.concat(
                    Stream.of("name", "hosts", "retries", "delay", "timeout"), KINDS.stream())
            .toList();
    private static final List<String> HTTP = List.of("url", "method", "headers", "status", "contains");
    private static final List<String> PROMETHEUS = List.of("url", "query", "headers", "min", "max");
    private static final Duration DELAY = Duration.ofSeconds(5); // as Ansible's
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration OF_TASKS = Duration.ofMinutes(10);

    private final YamlMap map;
    private final PlayFields fields;
    private final TemplateEngine engine;
    private final Diagnostics problems;
    private final Function<List<YamlNode>, List<Task>> tasks;
    private final Function<YamlNode, Optional<YamlScalar>> hosts;

    /**
     * @param tasks reads lists of tasks
     * @param hosts reads patterns of hosts
     */
    GateReader(
            YamlMap map,
            TemplateEngine engine,
            Diagnostics problems,
            Function<List<YamlNode>, List<Task>> tasks,
            Function<YamlNode, Optional<YamlScalar>> hosts) {
        this.tasks = tasks;
        this.hosts = hosts;
        this.map = map;
        this.fields = new PlayFields(map, engine, problems);
        this.engine = engine;
        this.problems = problems;
    }

    /** Empty when it has been reported what is wrong. */
    Optional<Gate> read() {
        fields.only(KEYS, "a gate");
        List<YamlMap.Entry> kinds =
                map.entries().stream().filter(e -> KINDS.contains(e.key())).toList();
        if (kinds.size() != 1) {
            problems.error(
                    map.pos(),
                    kinds.isEmpty() ? "the gate asks nothing" : "the gate asks more than one thing",
                    "write one of: " + CHECKS);
            return Optional.empty();
        }
        String kind = kinds.getFirst().key();
        if (!kind.equals("tasks"))
            map.get("hosts")
                    .ifPresent(node -> fields.wrong(node, "hosts", "is for tasks", "leave it out, or write tasks"));
        Optional<Gate.Check> check = switch (kind) {
            case "command" -> command();
            case "tasks" -> tasks();
            default -> ofServer(kind, kinds.getFirst().value());
        };
        return check.map(c -> new Gate(
                map.pos(),
                fields.text("name").orElse(kind),
                c,
                fields.number("retries", 0).orElse(0),
                fields.duration("delay").orElse(DELAY),
                fields.duration("timeout").filter(t -> !t.isZero()).orElse(kind.equals("tasks") ? OF_TASKS : TIMEOUT)));
    }

    private Optional<Gate.Check> command() {
        return fields.scalar("command")
                .flatMap(text -> engine.shell(text, problems))
                .map(Gate.Command::new);
    }

    private Optional<Gate.Check> tasks() {
        List<YamlNode> nodes = fields.items("tasks");
        if (nodes.isEmpty() && map.get("tasks").orElseThrow().data() instanceof List<?>
                || map.get("tasks").orElseThrow().data() == null)
            return fields.wrong(map.get("tasks").orElseThrow(), "tasks", "is empty", "a gate of no tasks asks nothing");
        int before = problems.times();
        Optional<YamlScalar> pattern = map.get("hosts").flatMap(hosts);
        if (problems.times() > before) return Optional.empty();
        return Optional.of(new Gate.Tasks(
                pattern.map(YamlScalar::text),
                pattern.map(YamlScalar::positions).orElse(Positions.sameLine(map.pos())),
                tasks.apply(nodes)));
    }

    private Optional<Gate.Check> ofServer(String kind, YamlNode node) {
        if (!(node instanceof YamlMap server))
            return fields.wrong(node, kind, "is a map", "for example: " + kind + ": {url: \"https://example.com/\"}");
        PlayFields of = new PlayFields(server, engine, problems);
        boolean isHttp = kind.equals("http");
        of.only(isHttp ? HTTP : PROMETHEUS, kind);
        for (String key : isHttp ? List.of("url") : List.of("url", "query"))
            if (server.get(key).isEmpty())
                problems.error(server.pos(), "\"" + kind + "\" needs " + key, "add " + key + ": ...");
        Optional<ValueTemplate> url = of.value("url");
        if (url.isEmpty()) return Optional.empty();
        return isHttp ? Optional.of(http(of, url.get(), server)) : prometheus(of, url.get(), server);
    }

    private Gate.Http http(PlayFields of, ValueTemplate url, YamlMap server) {
        return new Gate.Http(
                url, of.text("method").orElse("GET"), headers(of), statuses(of, server), of.value("contains"));
    }

    private Map<String, ValueTemplate> headers(PlayFields of) {
        Map<String, ValueTemplate> headers = new LinkedHashMap<>();
        for (YamlMap.Entry entry : of.entries("headers"))
            headers.put(
                    entry.key(),
                    engine.value(entry.key(), entry.value(), problems)
                            .orElse(ValueTemplate.broken(entry.value().pos())));
        return headers;
    }

    private Set<Integer> statuses(PlayFields of, YamlMap server) {
        Set<Integer> statuses = new LinkedHashSet<>();
        server.get("status").stream()
                .flatMap(n -> n instanceof YamlList list ? list.items().stream() : Stream.of(n))
                .forEach(n -> {
                    if (n.data() instanceof Long status && status >= 100 && status <= 599)
                        statuses.add(status.intValue());
                    else of.wrong(n, "status", "is a status of HTTP, or a list of such", "for example: [200, 204]");
                });
        return statuses;
    }

    private Optional<Gate.Check> prometheus(PlayFields of, ValueTemplate url, YamlMap server) {
        Optional<BigDecimal> min = bound(of, "min");
        Optional<BigDecimal> max = bound(of, "max");
        if (server.get("min").isEmpty() && server.get("max").isEmpty())
            problems.error(server.pos(), "\"prometheus\" needs min or max", "add for example max: 0.01");
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0)
            problems.error(server.pos(), "no value is within min and max", "exchange them");
        return of.value("query").map(query -> new Gate.Prometheus(url, query, headers(of), min, max));
    }

    private Optional<BigDecimal> bound(PlayFields of, String key) {
        return of.scalar(key).flatMap(scalar -> {
            try {
                return Optional.of(new BigDecimal(scalar.text().strip()));
            } catch (NumberFormatException e) {
                return of.wrong(scalar, key, "is a number", "for example: 0.01");
            }
        });
    }
}
