package io.drydock.assess;

import io.drydock.facts.Facts;
import java.util.ArrayList;
import java.util.List;

/** AppArmor and SELinux, where they are in force, and AppArmor where it was switched off. */
record SecurityRule() implements Rule {
    private static final String OFF = "apparmor=0";

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
        if (isSwitchedOff(facts)) {
            findings.add(Finding.warning(
                    "AppArmor",
                    "the kernel was started with " + OFF + ": containers run without its profile",
                    facts.container()
                            ? KernelRemedy.OF_THE_HOST
                            : Remedy.task("kernel_cmdline: {remove: [" + OFF + "]}")));
        }
        if (facts.selinux().mode().equals("enforcing")) {
            findings.add(Finding.note(
                    "SELinux",
                    "enforcing: volumes need :z or :Z, and the engine selinux-enabled, to be confined",
                    Remedy.task("docker_engine: {daemon: {selinux-enabled: true}}")));
        }
        return findings;
    }

    /** Where the kernel was built with it. */
    private static boolean isSwitchedOff(Facts facts) {
        return !facts.lsm().contains("apparmor")
                && List.of(facts.commandLine().split(" ")).contains(OFF)
                && OptionNeed.value(facts, "SECURITY_APPARMOR")
                        .map(v -> !v.equals("n"))
                        .orElse(true);
    }
}
