package io.drydock.gate;

import io.drydock.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Prometheus answers to an instant query, judged. Whatever is no number says nothing. */
final class PrometheusAnswer {
    private PrometheusAnswer() {}

    private record Sample(String labels, String value) {
        Optional<BigDecimal> number() {
            try {
                return Optional.of(new BigDecimal(value));
            } catch (NumberFormatException e) {
                return Optional.empty(); // NaN, +Inf
            }
        }

        @Override
        public String toString() {
            return value + (labels.isEmpty() ? "" : " " + labels);
        }
    }

    /** All samples must lie within the bounds. */
    static GateResult judge(WebServer.Answer answer, Optional<BigDecimal> min, Optional<BigDecimal> max) {
        List<Sample> samples;
        try {
            samples = samples(answer.body());
        } catch (IllegalArgumentException e) {
            return GateResult.inconclusive("status " + answer.status() + ", and " + e.getMessage());
        }
        if (samples.isEmpty()) return GateResult.inconclusive("the query has no result");
        for (Sample sample : samples)
            if (sample.number()
                    .filter(n -> min.filter(m -> n.compareTo(m) < 0).isPresent()
                            || max.filter(m -> n.compareTo(m) > 0).isPresent())
                    .isPresent()) return GateResult.fail(sample + " is not within " + bounds(min, max));
        Optional<Sample> unknown =
                samples.stream().filter(s -> s.number().isEmpty()).findFirst();
        if (unknown.isPresent()) return GateResult.inconclusive(unknown.get() + " is no number");
        return GateResult.pass(
                samples.size() == 1
                        ? samples.getFirst().toString()
                        : samples.size() + " values are within " + bounds(min, max));
    }

    private static String bounds(Optional<BigDecimal> min, Optional<BigDecimal> max) {
        return min.map(m -> "min " + m).orElse("")
                + (min.isPresent() && max.isPresent() ? ", " : "")
                + max.map(m -> "max " + m).orElse("");
    }

    private static List<Sample> samples(String body) {
        Map<?, ?> document = map(read(body), "the answer is none of Prometheus");
        if (!"success".equals(document.get("status")))
            throw new IllegalArgumentException("Prometheus says: " + document.get("error"));
        Map<?, ?> data = map(document.get("data"), "there is no data");
        return switch (String.valueOf(data.get("resultType"))) {
            case "scalar" -> List.of(sample("", data.get("result")));
            case "vector" -> vector(data.get("result"));
            default -> throw new IllegalArgumentException("the query has no result of a single time");
        };
    }

    private static Object read(String body) {
        try {
            return Json.read(body);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the answer is none of Prometheus", e);
        }
    }

    private static List<Sample> vector(@Nullable Object result) {
        List<Sample> samples = new ArrayList<>();
        if (!(result instanceof List<?> list)) throw new IllegalArgumentException("the result is no list");
        for (Object item : list) {
            Map<?, ?> series = map(item, "the result is no list of series");
            String labels = map(series.get("metric"), "a series has no labels").entrySet().stream()
                    .map(l -> l.getKey() + "=" + l.getValue())
                    .sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
            samples.add(sample(labels.equals("{}") ? "" : labels, series.get("value")));
        }
        return samples;
    }

    private static Sample sample(String labels, @Nullable Object value) {
        if (value instanceof List<?> pair && pair.size() == 2) return new Sample(labels, String.valueOf(pair.get(1)));
        throw new IllegalArgumentException("a value is missing");
    }

    private static Map<?, ?> map(@Nullable Object data, String problem) {
        if (data instanceof Map<?, ?> map) return map;
        throw new IllegalArgumentException(problem);
    }
}
