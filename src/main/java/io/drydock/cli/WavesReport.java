package io.drydock.cli;

import io.drydock.diag.Durations;
import io.drydock.diag.Printable;
import io.drydock.fleet.Wave;
import io.drydock.fleet.Waves;
import io.drydock.report.HostNameList;
import io.drydock.report.Style;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The batches that an apply would go through. */
final class WavesReport {
    private WavesReport() {}

    static void print(PrintStream out, Style style, Waves waves) {
        for (Wave wave : waves.waves()) {
            out.println(
                    style.bold("wave " + wave.number() + " of " + waves.waves().size())
                            + Printable.line(" (" + wave.play() + ", "
                                    + wave.batch().why() + "): " + HostNameList.of(hosts(wave), false)));
            out.println("  " + Printable.line(String.join("; ", facts(wave))));
        }
        waves.withoutCanary()
                .forEach(alike -> out.println("no canary is like " + Printable.line(HostNameList.of(alike, false))
                        + ": nothing is tried for them"));
        waves.refused().forEach(why -> out.println("cannot be done within its " + Printable.line(why)));
    }

    private static List<String> hosts(Wave wave) {
        return wave.batch().hosts().stream().map(h -> h.name()).toList();
    }

    private static List<String> facts(Wave wave) {
        List<String> facts = new ArrayList<>();
        facts.add(
                wave.changes().isEmpty() ? "nothing to change" : wave.changes().size() + " to change");
        if (!wave.restarts().isEmpty()) facts.add("restarts: " + HostNameList.of(wave.restarts(), false));
        if (!wave.down().isEmpty())
            facts.add("at once: "
                    + wave.down().entrySet().stream()
                            .map(e -> e.getValue() + " of " + e.getKey())
                            .collect(Collectors.joining(", ")));
        wave.expected().ifPresent(time -> facts.add("about " + Durations.text(time)));
        return facts;
    }

    /** The same as plain data. */
    static Map<String, Object> data(Waves waves) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("waves", waves.waves().stream().map(WavesReport::data).toList());
        if (!waves.withoutCanary().isEmpty()) data.put("without_canary", waves.withoutCanary());
        if (!waves.refused().isEmpty()) data.put("refused", waves.refused());
        return data;
    }

    private static Map<String, Object> data(Wave wave) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("number", wave.number());
        data.put("play", wave.play());
        data.put("why", wave.batch().why());
        data.put("hosts", hosts(wave));
        data.put("changes", wave.changes());
        data.put("restarts", wave.restarts());
        data.put("at_once", wave.down());
        wave.expected().ifPresent(time -> data.put("seconds", time.toSeconds()));
        return data;
    }
}
