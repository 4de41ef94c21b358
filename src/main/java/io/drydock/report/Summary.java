package io.drydock.report;

import io.drydock.diag.Columns;
import io.drydock.run.HostResult;
import io.drydock.run.Outcome;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A line for every group of hosts, in columns: names, status, and a column for each outcome that some task has. */
final class Summary {
    private static final int LINE = 80;
    private static final int LEAST = 12; // columns for names, however much there is to count

    private final Style style;
    private final List<Row> rows;
    private final int statusWidth;
    private final List<Outcome> outcomes;
    private final Map<Outcome, Integer> widths;
    private final int nameWidth;

    /** @param names of one host, or of several */
    record Row(String names, HostResult result) {
        private String count(Outcome outcome) {
            long count =
                    result.tasks().stream().filter(t -> t.outcome() == outcome).count();
            return count == 0 ? "" : outcome.label() + "=" + count;
        }
    }

    Summary(Style style, List<Row> rows) {
        this.style = style;
        this.rows = rows;
        statusWidth = Math.max(
                        9,
                        rows.stream()
                                .mapToInt(r -> r.result().status().label().length())
                                .max()
                                .orElse(0))
                + 2;
        widths = Arrays.stream(Outcome.values()).collect(Collectors.toMap(Function.identity(), this::width));
        outcomes = Arrays.stream(Outcome.values())
                .filter(o -> widths.getOrDefault(o, 0) > 0)
                .toList();
        int counts =
                outcomes.stream().mapToInt(o -> widths.getOrDefault(o, 0) + 1).sum();
        int room = Math.max(LEAST, LINE - 1 - statusWidth - counts);
        nameWidth = rows.stream()
                .mapToInt(r -> Columns.of(r.names()))
                .filter(width -> width <= room)
                .max()
                .orElse(0);
    }

    private int width(Outcome outcome) {
        return rows.stream().mapToInt(r -> r.count(outcome).length()).max().orElse(0);
    }

    void print(PrintStream out) {
        rows.forEach(row -> print(row, out));
    }

    /** Names that would push the columns out of the line have lines of their own. */
    private void print(Row row, PrintStream out) {
        boolean apart = Columns.of(row.names()) > nameWidth;
        if (apart) lines(row.names()).forEach(out::println);
        HostResult.Status status = row.result().status();
        String counts = outcomes.stream()
                .map(o -> Columns.pad(row.count(o), widths.getOrDefault(o, 0)))
                .collect(Collectors.joining(" "))
                .stripTrailing();
        String gap =
                counts.isEmpty() ? "" : " ".repeat(statusWidth - status.label().length());
        out.println(Columns.pad(apart ? "" : row.names(), nameWidth) + "  " + style.of(status, status.label()) + gap
                + counts);
    }

    private static List<String> lines(String names) {
        List<String> lines = new ArrayList<>(List.of(""));
        for (String name : names.split("(?<=,) ")) {
            String longer = lines.getLast().isEmpty() ? name : lines.getLast() + " " + name;
            if (Columns.of(longer) < LINE) lines.set(lines.size() - 1, longer);
            else lines.add(name);
        }
        return lines.stream().filter(l -> !l.isEmpty()).toList();
    }
}
