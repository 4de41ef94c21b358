package io.drydock.assess;

import io.drydock.assess.OptionNeed.Group;
import io.drydock.facts.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was built as a module can be loaded: it is there, nothing blocks it, and loading is not locked. */
record ModuleRule(Needs needs, KernelRemedy remedy, KernelHoles holes) implements Rule {
    private static final String SUBJECT = "kernel modules";

    @Override
    public List<Finding> judge(Observed host) {
        var findings = new ArrayList<Finding>();
        absent(host).ifPresent(findings::add);
        others(host).ifPresent(findings::add);
        host.facts()
                .modules()
                .blocked()
                .forEach((module, file) -> blocked(host.facts(), module, file).ifPresent(findings::add));
        locked(host.facts()).ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> absent(Observed host) {
        var facts = host.facts();
        var absent = facts.modules().missing().stream()
                .filter(module -> isConfigured(facts, module))
                .toList();
        if (absent.isEmpty()) return Optional.empty();
        if (facts.modules().source().isEmpty()
                && !facts.container()
                && !facts.kernels().isEmpty()) {
            var reason = "those of the running kernel " + facts.kernel().release() + " are gone: "
                    + String.join(", ", absent);
            return Optional.of(
                    Finding.blocking(SUBJECT, reason, KernelRemedy.REBOOT).about(absent));
        }
        var reason = "configured, but not there: " + String.join(", ", absent);
        return Optional.of(
                Finding.blocking(SUBJECT, reason, remedy.modules(host)).about(absent));
    }

    /** A module that was not configured is a matter of options. Another module may do as well. */
    private boolean isConfigured(Facts facts, String module) {
        if (facts.kernel().options().isEmpty()) return true;
        return needs.options().stream()
                .filter(need -> need.options().stream()
                        .anyMatch(option -> module.equals(needs.modules().get(option))))
                .anyMatch(need -> need.read().stream()
                        .filter(option -> isModuleOrOther(need, option, module))
                        .anyMatch(option -> OptionNeed.has(facts, option)));
    }

    private boolean isModuleOrOther(OptionNeed need, String option, String module) {
        return option.equals(need.or()) || module.equals(needs.modules().get(option));
    }

    private Optional<Finding> others(Observed host) {
        var facts = host.facts();
        var modules = facts.modules();
        if (modules.source().isEmpty()) return Optional.empty();
        var absent = needs.options().stream()
                .filter(need -> need.appliesTo(host))
                .flatMap(need -> need.options().stream())
                .filter(option -> OptionNeed.value(facts, option).orElse("").equals("m"))
                .map(needs.modules()::get)
                .filter(module -> module != null
                        && !modules.available().contains(module)
                        && !modules.missing().contains(module))
                .filter(module -> !module.equals("ipt_MASQUERADE")) // one of two that do the same
                .distinct()
                .toList();
        if (absent.isEmpty()) return Optional.empty();
        return Optional.of(Finding.note(
                        SUBJECT,
                        "configured, but not there: " + String.join(", ", absent) + "; only some features need them",
                        Remedy.task("kernel_modules_extra: {modules: [" + String.join(", ", absent) + "]}"))
                .about(absent));
    }

    /** What Docker has no use for may be blocked, and so may what is a hole of the running kernel. */
    private Optional<Finding> blocked(Facts facts, String module, String file) {
        if (facts.modules().loaded().contains(module)
                || isBuiltIn(facts, module)
                || !needs.modules().containsValue(module)
                || holes.of(facts.kernel()).stream()
                        .anyMatch(hole -> hole.texts("modules").contains(module))) return Optional.empty();
        var remedy = Remedy.task("line: {path: " + quoted(file) + ", regexp: '^[[:space:]]*install[[:space:]]+"
                + module.replace("_", "[-_]") + "[[:space:]]', state: absent}");
        var severity = isNecessary(module) ? Severity.BLOCKING : Severity.NOTE;
        return Optional.of(new Finding(
                severity, SUBJECT, module + " is kept from being loaded by " + file, List.of(module), remedy));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private boolean isBuiltIn(Facts facts, String module) {
        return needs.modules().entrySet().stream()
                .filter(entry -> entry.getValue().equals(module))
                .map(Map.Entry::getKey)
                .anyMatch(option -> OptionNeed.value(facts, option).orElse("").equals("y"));
    }

    private boolean isNecessary(String module) {
        return module.equals("overlay")
                || needs.of(Group.NECESSARY).stream()
                        .filter(need -> need.or().isEmpty())
                        .flatMap(need -> need.options().stream())
                        .anyMatch(option -> module.equals(needs.modules().get(option)));
    }

    private Optional<Finding> locked(Facts facts) {
        if (!facts.sysctls().getOrDefault("kernel.modules_disabled", "0").equals("1")) return Optional.empty();
        var waiting = needs.modules().values().stream()
                .distinct()
                .filter(this::isNecessary)
                .filter(module -> !facts.modules().loaded().contains(module) && !isBuiltIn(facts, module))
                .toList();
        if (waiting.isEmpty()) return Optional.empty();
        return Optional.of(Finding.blocking(
                        SUBJECT,
                        "loading is locked until the next start (kernel.modules_disabled), and not loaded are: "
                                + String.join(", ", waiting),
                        Remedy.advice("load them before the lock: kernel_module tasks, then a reboot"))
                .about(waiting));
    }
}
