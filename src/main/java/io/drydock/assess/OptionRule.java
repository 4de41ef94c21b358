package io.drydock.assess;

import io.drydock.assess.OptionNeed.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The running kernel was built with what Docker needs. Storage is a matter of its own. */
record OptionRule(Needs needs, KernelRemedy remedy) implements Rule {
    private static final String SUBJECT = "kernel options";

    @Override
    public List<Finding> judge(Observed host) {
        if (host.facts().kernel().options().isEmpty()) {
            return List.of(Finding.warning(
                    SUBJECT,
                    "unknown: neither /proc/config.gz nor /boot has the running kernel's configuration",
                    Remedy.none()));
        }
        var findings = new ArrayList<Finding>();
        var missing = missing(host, needs.of(Group.NECESSARY));
        if (!missing.isEmpty()) {
            findings.add(Finding.blocking(
                            SUBJECT, "necessary ones are off: " + String.join(", ", missing), remedy.options(host))
                    .about(named(missing)));
        }
        byPurpose(host, needs.of(Group.OPTIONAL)).forEach((purpose, options) -> findings.add(note(purpose, options)));
        byPurpose(host, needs.of(Group.NETWORK)).forEach((purpose, options) -> findings.add(note(purpose, options)));
        return findings;
    }

    private static List<String> missing(Observed host, List<OptionNeed> needs) {
        return needs.stream()
                .filter(need -> need.appliesTo(host))
                .flatMap(need -> need.missing(host.facts()).stream())
                .toList();
    }

    private static LinkedHashMap<String, List<String>> byPurpose(Observed host, List<OptionNeed> needs) {
        var options = new LinkedHashMap<String, List<String>>();
        for (var need : needs) {
            var missing = missing(host, List.of(need));
            if (!missing.isEmpty())
                options.computeIfAbsent(need.purpose(), _ -> new ArrayList<>()).addAll(missing);
        }
        return options;
    }

    private static Finding note(String purpose, List<String> options) {
        return Finding.note(SUBJECT, "no " + purpose + ": " + String.join(", ", options) + " off", Remedy.none())
                .about(named(options));
    }

    static List<String> named(List<String> options) {
        return options.stream().map(option -> "CONFIG_" + option).toList();
    }
}
