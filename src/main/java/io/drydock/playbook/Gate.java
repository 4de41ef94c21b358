package io.drydock.playbook;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.SourcePos;
import io.drydock.template.Scope;
import io.drydock.template.ShellTemplate;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Positions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has to hold after a batch of hosts, before any other host is begun.
 *
 * @param retries how often it is asked again when it does not pass
 * @param delay the time before each of these
 * @param timeout how long one answer may take
 */
public record Gate(SourcePos pos, String name, Check check, int retries, Duration delay, Duration timeout) {
    /** How it is found out. */
    public sealed interface Check {
        /** Everything that would fail with this scope. */
        List<Diagnostic> problems(Scope scope);
    }

    /** A command of the controller's shell. Status 0 passes, 75 (EX_TEMPFAIL) is inconclusive, any other one fails. */
    public record Command(ShellTemplate text) implements Check {
        @Override
        public List<Diagnostic> problems(Scope scope) {
            return text.problems(scope, Set.of());
        }
    }

    /**
     * What a web server answers.
     *
     * @param statuses that pass; empty: 200 to 299
     * @param contains a text that the answer must hold
     */
    public record Http(
            ValueTemplate url,
            String method,
            Map<String, ValueTemplate> headers,
            Set<Integer> statuses,
            Optional<ValueTemplate> contains)
            implements Check {
        public Http {
            headers = new LinkedHashMap<>(headers);
            statuses = Set.copyOf(statuses);
        }

        @Override
        public List<Diagnostic> problems(Scope scope) {
            List<Diagnostic> problems = Gate.problems(url, headers, scope);
            contains.ifPresent(text -> problems.addAll(text.problems(scope)));
            return problems;
        }
    }

    /**
     * A query of Prometheus' own language, all of whose values must lie within the bounds, themselves included.
     *
     * @param url of the server, without /api/v1/query
     */
    public record Prometheus(
            ValueTemplate url,
            ValueTemplate query,
            Map<String, ValueTemplate> headers,
            Optional<BigDecimal> min,
            Optional<BigDecimal> max)
            implements Check {
        public Prometheus {
            headers = new LinkedHashMap<>(headers);
        }

        @Override
        public List<Diagnostic> problems(Scope scope) {
            List<Diagnostic> problems = Gate.problems(url, headers, scope);
            problems.addAll(query.problems(scope));
            return problems;
        }
    }

    /**
     * Tasks, all of which must succeed on all of its hosts.
     *
     * @param hosts a pattern; empty: the hosts of the batch
     * @param hostsAt where the parts of the pattern stand
     */
    public record Tasks(Optional<String> hosts, Positions hostsAt, List<Task> tasks) implements Check {
        public Tasks {
            tasks = List.copyOf(tasks);
        }

        /** What would fail depends on the host, and is found with the other tasks of hosts. */
        @Override
        public List<Diagnostic> problems(Scope scope) {
            return List.of();
        }
    }

    private static List<Diagnostic> problems(ValueTemplate url, Map<String, ValueTemplate> headers, Scope scope) {
        List<Diagnostic> problems = new ArrayList<>(url.problems(scope));
        headers.values().forEach(header -> problems.addAll(header.problems(scope)));
        return problems;
    }
}
