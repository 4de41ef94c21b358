package io.drydock.assess;

import io.drydock.facts.Modules;
import java.util.List;
import java.util.Optional;

/** Holes of the running kernel are open where their modules are loaded or can be. */
record KernelHoleRule(KernelHoles holes) implements Rule {
    @Override
    public List<Finding> judge(Observed host) {
        if (host.facts().container()) return List.of(); // which does not see what its host can load
        return holes.of(host.facts().kernel()).stream()
                .flatMap(hole -> finding(hole, host).stream())
                .toList();
    }

    private static Optional<Finding> finding(Data hole, Observed host) {
        var open = open(hole, host.facts().modules());
        if (open.isEmpty()) return Optional.empty();
        var kernel = host.facts().kernel();
        var version = KernelHoles.upstream(kernel);
        var reason = kernel.release() + " is " + version + ", not "
                + KernelHoles.fixed(hole).nearest(version) + " or newer: " + hole.text("id") + " (" + hole.text("why")
                + ", by " + String.join(", ", open) + "), unless the distribution has mended it";
        var remedy = Remedy.task("kernel_module: {name: " + open.getFirst() + ", state: blocked}  # " + others(open)
                + "until a newer kernel runs; costs " + hole.text("cost"));
        return Optional.of(new Finding(
                KernelHoles.tells(hole, kernel) ? Severity.WARNING : Severity.NOTE, "kernel", reason, open, remedy));
    }

    private static String others(List<String> open) {
        return open.size() == 1 ? "" : "and " + String.join(", ", open.subList(1, open.size())) + ", ";
    }

    /** What is loaded is not kept from anything any more. */
    private static List<String> open(Data hole, Modules modules) {
        return hole.texts("modules").stream()
                .filter(module -> modules.loaded().contains(module)
                        || (modules.available().contains(module)
                                && !modules.blocked().containsKey(module)))
                .toList();
    }
}
