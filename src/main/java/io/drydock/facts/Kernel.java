package io.drydock.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The running kernel. */
public record Kernel(
        @Meaning("`Linux`") String sysname,

        @Meaning("Its release, as `uname -r` prints it: `6.1.0-18-cloud-amd64`")
        String release,

        @Meaning("The processor architecture, as `uname -m` prints it: `x86_64`")
        String machine,

        @Meaning("Its build, as `uname -v` prints it") String version,
        @Meaning("First number of the release") long major,
        @Meaning("Second number of the release") long minor,

        @Meaning("Third number of the release; 0 when there is none")
        long patch,

        @Meaning("First and second number: `6.1`") String series,

        @Meaning("The options Docker needs or can use, without `CONFIG_`: `y`, `m`, `n` or the option's text; "
                + "empty when the host does not tell its kernel's configuration")
        Map<String, String> options,

        @Meaning("The file the options were read from; empty when none was found")
        String configSource,

        @Meaning(
                "Packages that bring newer kernels of this one's flavour, best first, of which the one counts that is installed; "
                        + "empty for kernels that no known package brings")
        List<String> packages,

        @Meaning("Packages that may have more modules of this very release, `NAME` or `NAME=VERSION`, best first")
        List<String> extraPackages) {
    public Kernel {
        packages = List.copyOf(packages);
        extraPackages = List.copyOf(extraPackages);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    static Kernel of(RawFacts raw, Os os) {
        var version = KernelVersion.parse(raw.text("kernel.release"));
        return new Kernel(
                raw.text("kernel.sysname"),
                version.release(),
                raw.text("machine"),
                raw.text("kernel.version"),
                version.major(),
                version.minor(),
                version.patch(),
                version.series(),
                raw.map("kernel.options"),
                raw.text("kernel.config_source"),
                KernelPackages.of(os, version, raw.text("machine")),
                KernelPackages.extras(os, version, raw.text("machine")));
    }
}
