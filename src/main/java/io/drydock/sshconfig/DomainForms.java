package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The values of CanonicalDomains and CanonicalizePermittedCNAMEs. */
final class DomainForms {
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9_](?!.*[.][.])[A-Za-z0-9_.-]*");

    private DomainForms() {}

    static boolean isDomain(String name) {
        return DOMAIN.matcher(name).matches();
    }

    static Optional<List<String>> domains(ConfigLine line, Diagnostics problems) {
        List<String> domains = new ArrayList<>();
        for (String word : line.words()) {
            if (!isDomain(word))
                return ValueForm.wrong(line, "has no domain in \"" + word + "\"", "such as example.com", problems);
            String domain = word.toLowerCase(Locale.ROOT);
            domains.add(domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain);
        }
        return alone(line, domains, problems);
    }

    /** Pairs of patterns, {@code NAMES:TARGETS}. */
    static Optional<List<String>> aliases(ConfigLine line, Diagnostics problems) {
        List<String> pairs = new ArrayList<>();
        for (String word : line.words()) {
            boolean pair = word.indexOf(':') >= 0 && !word.endsWith(":");
            if (!pair && !word.equals("*") && !word.equalsIgnoreCase("none"))
                return ValueForm.wrong(
                        line, "has no pair in \"" + word + "\"", "such as *.a.example.com:*.b.example.com", problems);
            pairs.add(word.equals("*") ? "*:*" : word.toLowerCase(Locale.ROOT));
        }
        return alone(line, pairs, problems);
    }

    private static Optional<List<String>> alone(ConfigLine line, List<String> values, Diagnostics problems) {
        return values.size() > 1 && values.contains("none")
                ? ValueForm.wrong(line, "has \"none\" and others", "none stands alone", problems)
                : Optional.of(List.copyOf(values));
    }
}
