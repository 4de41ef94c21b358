package io.drydock.facts;

import java.util.ArrayList;
import java.util.List;

/** Whether the host waits for a reboot, and why. */
public record Reboot(
        @Meaning("Whether the host waits for a reboot") boolean required,

        @Meaning("Why, one sentence each: a file that asks for it, a newer kernel, modules that are gone")
        List<String> reasons) {
    public Reboot {
        reasons = List.copyOf(reasons);
    }

    /** Only the files count in a container, which starts no kernel. {@code kernels} is sorted, the newest last. */
    static Reboot of(RawFacts raw, String running, List<KernelVersion> kernels, boolean container) {
        var reasons = new ArrayList<String>();
        for (var file : raw.list("reboot.files")) {
            var packages = raw.list("reboot.packages").stream().distinct().toList();
            reasons.add(file + " asks for it" + (packages.isEmpty() ? "" : ": " + String.join(", ", packages)));
        }
        if (!container && !kernels.isEmpty()) {
            kernelReasons(raw, KernelVersion.parse(running), kernels, reasons);
        }
        return new Reboot(!reasons.isEmpty(), reasons);
    }

    private static void kernelReasons(
            RawFacts raw, KernelVersion running, List<KernelVersion> kernels, List<String> reasons) {
        kernels.stream()
                .filter(kernel -> kernel.flavour().equals(running.flavour()) && kernel.compareTo(running) > 0)
                .reduce((older, newer) -> newer)
                .ifPresent(newest -> reasons.add(
                        "kernel " + newest.release() + " is installed, " + running.release() + " is running"));
        if (raw.text("kernel.modules").isEmpty()) {
            reasons.add("the modules of the running kernel " + running.release() + " are gone");
        }
    }
}
