package io.drydock.assess;

import io.drydock.assess.Needs.VersionNeed;
import io.drydock.facts.Facts;
import io.drydock.facts.Init;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The engine and what it uses, where they are installed. */
record EngineRule(Needs needs, List<VersionNeed> versions, Data dated, Data packages) implements Rule {
    private static final String SUBJECT = "engine";
    private static final String FORWARDING = "net.ipv4.ip_forward";

    /** @param templates where the actions are: docker_engine knows whose packages a host can have, docker_verify the least versions that work */
    static EngineRule with(Needs needs, Data dated, Path templates) {
        var verified = Data.file(templates.resolve("docker_verify").resolve("versions.yml"));
        var versions = Stream.of(
                        needs.versions().stream(),
                        verified.all("versions").stream().map(VersionNeed::of),
                        dated.all("holes").stream().map(VersionNeed::ofHole))
                .flatMap(some -> some)
                .toList();
        return new EngineRule(
                needs,
                versions,
                dated,
                Data.file(templates.resolve("docker_engine").resolve("packages.yml")));
    }

    @Override
    public List<Finding> judge(Observed host) {
        var facts = host.facts();
        var findings = new ArrayList<Finding>();
        versions.stream().filter(need -> tooOld(host, need)).forEach(need -> findings.add(old(facts, need)));
        dated.all("ends").stream()
                .filter(series -> hasEnded(series, host))
                .forEach(series -> findings.add(ended(facts, series)));
        iptables(facts, findings);
        if (!facts.docker().snap().isEmpty()) {
            findings.add(
                    Finding.blocking(
                            SUBJECT,
                            "Docker is here as a snap, " + facts.docker().snap()
                                    + ": confined, with a daemon.json and a data root of its own, and "
                                    + "no second engine can run beside it",
                            Remedy.advice(
                                    "snap remove docker (snap save docker before keeps its images and volumes), then docker_engine brings another")));
        } else if (!facts.docker().installed()) {
            findings.add(Finding.note(SUBJECT, "Docker is not installed", Remedy.task(installing(facts))));
        } else if (!facts.docker().running() && facts.init() != Init.NONE) {
            findings.add(Finding.warning(
                    SUBJECT,
                    "Docker is installed and does not run",
                    Remedy.task("service: {name: docker, state: started, enabled: true}")));
        }
        driver(facts, findings);
        client(facts, findings);
        firewall(facts, findings);
        return findings;
    }

    /** The engine has iptables. Where there is no engine yet its packages bring iptables along. */
    private static void iptables(Facts facts, List<Finding> findings) {
        if (facts.docker().installed()
                && facts.docker().snap().isEmpty()
                && !facts.iptables().installed()) {
            findings.add(Finding.blocking(
                    "iptables", "not installed; Docker's networks need it", Remedy.task("package: {name: iptables}")));
        }
    }

    /** Who upgrades only the engine is left with a client that it refuses. */
    private void client(Facts facts, List<Finding> findings) {
        var refused = facts.docker().refusedClient();
        if (refused.isEmpty()) return;
        findings.add(Finding.warning(
                SUBJECT,
                "refuses this host's docker client, of an older version: API " + refused,
                newer(facts).orElse(Remedy.advice("upgrade the client"))));
    }

    /** With nftables the engine does not switch forwarding on, and does not start where its default bridge needs it. */
    private static void firewall(Facts facts, List<Finding> findings) {
        if (facts.docker().firewall().equals("nftables")
                && facts.sysctls().getOrDefault(FORWARDING, "1").equals("0"))
            findings.add(Finding.blocking(
                    SUBJECT,
                    "daemon.json has firewall-backend nftables, with which the engine leaves " + FORWARDING
                            + " as it is and does not start while it is 0",
                    Remedy.task("sysctl: {name: " + FORWARDING + ", value: 1}")));
    }

    private void driver(Facts facts, List<Finding> findings) {
        var driver = facts.docker().storageDriver();
        var since = needs.removedDrivers().text(driver);
        if (since.isEmpty()) return;
        findings.add(
                Finding.warning(
                        SUBJECT,
                        "uses the storage driver " + driver + ", which left Docker in " + since,
                        Remedy.task(
                                "docker_engine: {daemon: {storage-driver: overlay2}, allow_driver_change: true}  # what the old driver holds is out of sight then")));
    }

    private static boolean tooOld(Observed host, VersionNeed need) {
        var version = version(host.facts(), need.program());
        if (version.isEmpty() || (!need.cgroup().isEmpty() && !host.hasVersion2())) return false;
        return !need.least().isReachedBy(version.replace("~rc", "-rc")); // Debian writes it so
    }

    /** Where the day is not known, nothing has ended. */
    private static boolean hasEnded(Data series, Observed host) {
        return Least.series(version(host.facts(), series.text("program"))).equals(series.text("series"))
                && host.day().isAfter(LocalDate.parse(series.text("end")));
    }

    private Finding ended(Facts facts, Data series) {
        var program = series.text("program");
        return Finding.warning(
                SUBJECT,
                program + " is " + version(facts, program) + ", of a series that upstream has mended until "
                        + series.text("end") + " and no longer, unless the distribution does",
                newer(facts).orElse(Remedy.advice("upgrade it")));
    }

    private boolean has(String source, Facts facts) {
        return Policy.first(packages.all(source), facts)
                .filter(row -> !row.texts("packages").isEmpty())
                .isPresent();
    }

    private String installing(Facts facts) {
        return !has("distribution", facts) && has("docker", facts)
                ? "docker_engine: {source: docker}  # and its repository: playbooks/docker.yml"
                : "docker_engine: {}";
    }

    private static String version(Facts facts, String program) {
        return switch (program) {
            case "docker" -> facts.docker().version();
            case "containerd" -> facts.containerd().version();
            case "runc" -> facts.runc().version();
            case "iptables" -> facts.iptables().version();
            default -> throw new IllegalStateException("needs.yml names " + program + ", whose version is no fact");
        };
    }

    private Finding old(Facts facts, VersionNeed need) {
        var version = version(facts, need.program());
        var reason = need.program() + " is " + version + ", not " + need.least().nearest(version) + " or newer: "
                + need.why();
        return new Finding(
                need.severity(),
                need.program().equals("iptables") ? "iptables" : SUBJECT,
                reason,
                List.of(),
                remedy(facts, need));
    }

    private Remedy remedy(Facts facts, VersionNeed need) {
        if (need.program().equals("iptables")) return Remedy.task("package: {name: iptables, state: latest}");
        return newer(facts)
                .orElse(need.cgroup().isEmpty() ? Remedy.advice("upgrade it") : Remedy.task("cgroup: {version: v1}"));
    }

    /** The way to a newer engine and what comes with it. */
    private Optional<Remedy> newer(Facts facts) {
        if (!facts.docker().snap().isEmpty()) return Optional.of(Remedy.advice("snap refresh docker"));
        return has("docker", facts)
                ? Optional.of(Remedy.task(
                        "docker_engine: {source: docker, state: latest}  # and its repository: playbooks/docker.yml"))
                : Optional.empty();
    }
}
