package io.drydock.assess;

import io.drydock.facts.Facts;
import io.drydock.facts.KernelVersion;
import io.drydock.template.HostTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The kernels that the action kernel_policy asks for, by its own data file. */
record Policy(Data data) {
    static Policy read(Path templates) {
        return new Policy(Data.file(templates.resolve("kernel_policy").resolve("policy.yml")));
    }

    String minimum(Facts facts) {
        return first(data.all("distributions"), facts)
                .map(entry -> entry.text("minimum"))
                .orElse(data.text("minimum"));
    }

    String minimumForVersion2() {
        return data.text("cgroup_v2");
    }

    /** The kernels that a storage driver needs; empty when it needs none in particular. */
    Optional<String> minimumFor(String driver, Facts facts) {
        var entry = data.at("storage_drivers").at(driver);
        return Optional.of(entry.at("family").text(facts.os().family().label(), entry.text("minimum")))
                .filter(m -> !m.isEmpty());
    }

    /** The row that counts for the host. */
    static Optional<Data> first(List<Data> table, Facts facts) {
        return table.stream().filter(entry -> fits(entry, facts)).findFirst();
    }

    private static boolean fits(Data entry, Facts facts) {
        var os = facts.os();
        return HostTable.fits(entry.map(), os.id(), os.family().label(), os.versionId());
    }

    static boolean atLeast(String release, String minimum) {
        return KernelVersion.parse(release).compareTo(KernelVersion.parse(minimum)) >= 0;
    }
}
