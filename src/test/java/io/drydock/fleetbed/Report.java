package io.drydock.fleetbed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** A run's JSON document, as its readers see it. */
record Report(JsonNode document) {
    static Report of(Command.Ended ended) {
        try {
            return new Report(new ObjectMapper().readTree(ended.out()));
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + ended, e);
        }
    }

    JsonNode host(String name) {
        return document.get("hosts")
                .valueStream()
                .filter(h -> h.get("host").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    String status(String host) {
        return host(host).get("status").asText();
    }

    /** By host, of every task but one. What a plan calls change and an apply changed is the same here. */
    Map<String, List<String>> outcomes(String except) {
        return tasks(
                t -> !t.get("name").asText().equals(except),
                t -> t.get("name").asText() + ": " + t.get("outcome").asText().replace("changed", "change"));
    }

    /** The names of the tasks a plan could not foretell, by host. */
    Map<String, List<String>> deferred() {
        return tasks(
                t -> t.get("outcome").asText().equals("deferred"),
                t -> t.get("name").asText());
    }

    private Map<String, List<String>> tasks(Predicate<JsonNode> which, Function<JsonNode, String> text) {
        Map<String, List<String>> tasks = new TreeMap<>();
        for (JsonNode host : document.get("hosts")) {
            tasks.put(
                    host.get("host").asText(),
                    host.get("tasks").valueStream().filter(which).map(text).toList());
        }
        return tasks;
    }
}
