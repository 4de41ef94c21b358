package io.drydock.assess;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Something about a host that is not as Docker needs it, or that is worth knowing.
 *
 * @param subject what it is about, such as "kernel options"
 * @param items the single things meant, such as CONFIG_VETH; may be empty
 */
public record Finding(Severity severity, String subject, String reason, List<String> items, Remedy remedy) {
    public Finding {
        items = List.copyOf(items);
    }

    static Finding blocking(String subject, String reason, Remedy remedy) {
        return new Finding(Severity.BLOCKING, subject, reason, List.of(), remedy);
    }

    static Finding warning(String subject, String reason, Remedy remedy) {
        return new Finding(Severity.WARNING, subject, reason, List.of(), remedy);
    }

    static Finding note(String subject, String reason, Remedy remedy) {
        return new Finding(Severity.NOTE, subject, reason, List.of(), remedy);
    }

    Finding shown(UnaryOperator<String> shown) {
        return new Finding(
                severity,
                subject,
                shown.apply(reason),
                items.stream().map(shown).toList(),
                remedy.shown(shown));
    }

    Finding about(List<String> things) {
        return new Finding(severity, subject, reason, things, remedy);
    }
}
