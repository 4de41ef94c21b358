package io.drydock.assess;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is to be said of a host. Equal hosts have equal assessments.
 *
 * @param profile what the host is like, in the terms that matter here, by name
 * @param findings the worst first
 */
public record Assessment(Verdict verdict, Map<String, String> profile, List<Finding> findings) {
    public Assessment {
        findings = List.copyOf(findings);
    }

    /** The same assessment with every text replaced by what {@code shown} makes of it. */
    public Assessment shown(UnaryOperator<String> shown) {
        Map<String, String> texts = new LinkedHashMap<>(profile);
        texts.replaceAll((name, text) -> shown.apply(text));
        return new Assessment(
                verdict, texts, findings.stream().map(f -> f.shown(shown)).toList());
    }
}
