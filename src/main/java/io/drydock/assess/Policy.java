package io.drydock.assess;

import io.drydock.facts.Facts;
import io.drydock.facts.KernelVersion;
import java.nio.file.Path;
import java.util.Optional;

/** The kernels that the action kernel_policy asks for, by its own data file. */
record Policy(Data data) {
    static Policy read(Path templates) {
        return new Policy(Data.file(templates.resolve("kernel_policy").resolve("policy.yml")));
    }

    String minimum(Facts facts) {
        return data.all("distributions").stream()
                .filter(entry -> fits(entry, facts))
                .findFirst()
                .map(entry -> entry.text("minimum"))
                .orElse(data.text("minimum"));
    }

    String minimumForVersion2() {
        return data.text("cgroup_v2");
    }

    /** The kernels that a storage driver needs; empty when it needs none in particular. */
    Optional<String> minimumFor(String driver, Facts facts) {
        var entry = data.at("storage_drivers").at(driver);
        return Optional.of(entry.at("family").text(facts.os().family().text(), entry.text("minimum")))
                .filter(m -> !m.isEmpty());
    }

    static boolean fits(Data entry, Facts facts) {
        return entry.text("id", facts.os().id()).equals(facts.os().id())
                && entry.text("family", facts.os().family().text())
                        .equals(facts.os().family().text())
                && facts.os().versionId().startsWith(entry.text("version"));
    }

    static boolean atLeast(String release, String minimum) {
        return KernelVersion.parse(release).compareTo(KernelVersion.parse(minimum)) >= 0;
    }
}
