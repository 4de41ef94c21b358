package io.drydock.assess;

import java.util.ArrayList;
import java.util.List;

/** AppArmor and SELinux, where they are in force. */
record SecurityRule() implements Rule {
    @Override
    public List<Finding> judge(Observed host) {
        var facts = host.facts();
        var findings = new ArrayList<Finding>();
        if (facts.lsm().contains("apparmor") && !facts.apparmorParser()) {
            var name = facts.os().family().label().equals("suse") ? "apparmor-parser" : "apparmor";
            findings.add(Finding.blocking(
                            "AppArmor",
                            "in force, and apparmor_parser, which loads the profile of containers, is not installed",
                            Remedy.task("package: {name: " + name + "}"))
                    .about(List.of("apparmor_parser")));
        }
        if (facts.selinux().mode().equals("enforcing")) {
            findings.add(Finding.note(
                    "SELinux",
                    "enforcing: volumes need :z or :Z, and the engine selinux-enabled, to be confined",
                    Remedy.task("docker_engine: {daemon: {selinux-enabled: true}}")));
        }
        return findings;
    }
}
