package io.drydock.assess;

import io.drydock.facts.ContainerdRoot;
import java.util.ArrayList;
import java.util.List;

/** There is room for the engine, for images, and for another kernel. */
record SpaceRule(Needs needs) implements Rule {
    @Override
    public List<Finding> judge(Observed host) {
        var facts = host.facts();
        var findings = new ArrayList<Finding>();
        check("root", "/", facts.freeMb().root(), findings);
        if (!facts.container()) check("boot", "/boot", facts.freeMb().boot(), findings);
        // One and the same room is told of once.
        if (facts.freeMb().var() != facts.dockerRoot().freeMb())
            check("var", "/var", facts.freeMb().var(), findings);
        var images = facts.containerdRoot();
        check("docker_root", facts.dockerRoot().path(), facts.dockerRoot().freeMb(), findings);
        if (facts.docker().imageStore().equals("containerd"))
            check("containerd_root", images.path(), images.freeMb(), findings);
        if (!facts.docker().installed() && images.freeMb() != facts.dockerRoot().freeMb()) coming(images, findings);
        return findings;
    }

    /** An engine that is still to come keeps images there from Docker 29 on; an older one does not. */
    private void coming(ContainerdRoot images, List<Finding> findings) {
        var advised = needs.space().at("containerd_root").number("advised");
        if (images.freeMb() < 0 || images.freeMb() >= advised) return;
        findings.add(Finding.warning(
                        "space",
                        images.freeMb() + " MiB are free in " + images.path() + ", where images are from Docker 29 on; "
                                + advised + " are advised",
                        Remedy.advice(
                                "make room there, or give another root in /etc/containerd/config.toml, or docker_image_store: classic"))
                .about(List.of(images.path())));
    }

    /** Compares the free space with what is needed; {@code free} below 0 is unknown. */
    private void check(String key, String path, long free, List<Finding> findings) {
        var need = needs.space().at(key);
        if (free < 0 || free >= need.number("advised")) return;
        var reason = free + " MiB are free in " + path + ", " + need.number("advised") + " are advised";
        var severity = free < need.number("least") ? Severity.BLOCKING : Severity.WARNING;
        findings.add(new Finding(severity, "space", reason, List.of(path), Remedy.advice("make room in " + path)));
    }
}
