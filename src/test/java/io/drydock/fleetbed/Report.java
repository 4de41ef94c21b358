package io.drydock.fleetbed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    return document.get("hosts").valueStream()
        .filter(h -> h.get("host").asText().equals(name)).findFirst().orElseThrow();
  }

  String status(String host) {
    return host(host).get("status").asText();
  }

  /** A predicted change and a change made are written the same, so that a plan and an apply can be compared. */
  Map<String, List<String>> outcomes() {
    Map<String, List<String>> outcomes = new TreeMap<>();
    for (JsonNode host : document.get("hosts")) {
      outcomes.put(host.get("host").asText(), host.get("tasks").valueStream()
          .map(t -> t.get("name").asText() + ": " + t.get("outcome").asText().replace("changed", "change")).toList());
    }
    return outcomes;
  }
}
