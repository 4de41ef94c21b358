package io.drydock.report;

import io.drydock.diag.Printable;
import io.drydock.run.HostResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Facts for people: one dotted name a line. */
public final class FactsReport {
    private final PrintStream out;
    private final Style style;

    public FactsReport(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    public void print(List<HostResult> results) {
        for (HostResult result : results) {
            out.println(style.bold(Printable.line(result.host())));
            result.message()
                    .ifPresent(m -> out.println("  "
                            + style.of(result.status(), result.status().label()) + ": " + m.replace("\n", "\n  ")));
            result.facts().ifPresent(facts -> print("", facts.data()));
        }
    }

    private void print(String prefix, Map<?, ?> data) {
        data.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map) print(prefix + name + ".", map);
            else out.println("  " + Printable.line(prefix + name + ": " + shown(value)));
        });
    }

    private static String shown(Object value) {
        if (value instanceof List<?> list)
            return list.stream().map(String::valueOf).collect(Collectors.joining(" "));
        return String.valueOf(value);
    }
}
