package io.drydock.assess;

import java.util.ArrayList;
import java.util.List;

/** Kernel parameters, among them the limits of keys, are as Docker needs them. A parameter that the kernel does not have is not judged. */
record SysctlRule(Needs needs) implements Rule {
    @Override
    public List<Finding> judge(Observed host) {
        var findings = new ArrayList<Finding>();
        for (var one : needs.sysctls()) {
            var need = host.facts().docker().running() ? one.with(one.at("with_engine")) : one;
            var name = need.text("name");
            var value = host.facts().sysctls().getOrDefault(name, "");
            if (value.isEmpty() || isFine(need, value)) continue;
            if (name.equals("net.ipv4.ip_forward")
                    && host.facts().docker().firewall().equals("nftables"))
                continue; // which the engine does not set; EngineRule tells of it
            findings.add(new Finding(
                    Severity.of(need.text("severity")),
                    "sysctls",
                    name + " is " + value + ": " + need.text("why"),
                    List.of(name),
                    remedy(name, need)));
        }
        return findings;
    }

    private static Remedy remedy(String name, Data need) {
        var value = need.text("set");
        return value.isEmpty()
                ? Remedy.advice(need.text("advice"))
                : Remedy.task("sysctl: {name: " + name + ", value: " + value + "}");
    }

    private static boolean isFine(Data need, String value) {
        var wanted = need.text("is");
        return wanted.isEmpty()
                ? !value.matches("\\d{1,18}") || Long.parseLong(value) > need.number("over")
                : value.equals(wanted);
    }
}
