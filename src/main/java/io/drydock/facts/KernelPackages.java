package io.drydock.facts;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packages that bring newer kernels of the running one's flavour, best first; of several, the installed one counts. The
 * flavour is told by the release, which distributions made of another one have from that: Mint's kernels are Ubuntu's, LMDE's are Debian's.
 */
final class KernelPackages {
    /** The kernels that Ubuntu's long-term versions came with; a newer one there is of hardware enablement. */
    private record Base(String version, String series) {}

    private static final Map<String, Base> UBUNTU = Map.of(
            "trusty",
            new Base("14.04", "3.13"),
            "xenial",
            new Base("16.04", "4.4"),
            "bionic",
            new Base("18.04", "4.15"),
            "focal",
            new Base("20.04", "5.4"),
            "jammy",
            new Base("22.04", "5.15"),
            "noble",
            new Base("24.04", "6.8"),
            "resolute",
            new Base("26.04", "7.0"));

    private record Entry(Pattern release, List<String> packages) {
        Entry(String release, String... packages) {
            this(Pattern.compile("^(?:" + release + ")$"), List.of(packages));
        }
    }

    /** Patterns that are tried on the whole release, in this order. In the names $1 is the group, FLAVOUR and SERIES (6.8) are the kernel's. */
    private static final Map<Family, List<Entry>> TABLE = Map.of(
            Family.DEBIAN,
                    List.of(
                            new Entry(".*-0\\d{5}(rc\\d+)?-(generic|lowlatency).*"), // builds of the plain kernel for
                            // Ubuntu, of no repository
                            new Entry(".*-\\d{8}-generic", "linux-system76"),
                            new Entry(".*-pve", "proxmox-default-kernel", "proxmox-kernel-SERIES", "pve-kernel-SERIES"),
                            new Entry(".*\\+rpt-rpi-.*", "linux-image-FLAVOUR"),
                            new Entry("[0-9.]+-v(7|7l|8|8-16k)\\+", "raspberrypi-kernel"),
                            new Entry(".*-(x64v\\d)-xanmod\\d*", "linux-xanmod-$1"),
                            new Entry(".*-(current|edge|legacy|vendor)-[a-z0-9]+", "linux-image-FLAVOUR"), // Armbian
                            new Entry(
                                    ".*?-((?:(?:cloud|rt|grsec|liquorix)-)?(?:amd64|arm64|arm64-16k|686|686-pae|armmp|armmp-lpae|marvell|rpi|"
                                            + "powerpc64le|powerpc64le-64k|s390x|4kc-malta|5kc-malta|octeon|loongson-3|riscv64|loong64))",
                                    "linux-image-$1")),
            Family.REDHAT,
                    List.of(
                            new Entry(".*uek.*", "kernel-uek"),
                            new Entry(".*\\.elrepo\\..*", "kernel-lt", "kernel-ml"),
                            new Entry(".*\\+((rt-)?(64k|16k|debug|rt))(-debug)?", "kernel-$1"),
                            new Entry(".*\\.rt\\d+\\..*\\.el\\d.*", "kernel-rt"),
                            new Entry("6\\.1\\..*\\.amzn2023\\..*", "kernel"),
                            new Entry(".*\\.amzn2023\\..*", "kernelSERIES", "kernel"),
                            new Entry(".*\\.centos\\.plus\\..*", "kernel-plus"),
                            new Entry(".*\\.vz\\d.*", "vzkernel"),
                            new Entry(".*\\.(el|fc|amzn|azl|cm|oe|an|ocs|lve)\\d.*", "kernel")),
            Family.SUSE,
                    List.of(
                            new Entry(".*-default", "kernel-default", "kernel-default-base"),
                            new Entry(
                                    ".*-(azure|rt|preempt|64kb|pae|vanilla|longterm|kvmsmall|debug|lpae|desktop|xen|ec2)",
                                    "kernel-$1")),
            Family.ALPINE,
                    List.of(new Entry(
                            "[0-9.]+-\\d+-(lts|virt|edge|edge-virt|stable|hardened|vanilla|grsec|rpi\\d?|asahi|elm|gru|starfive)",
                            "linux-$1")),
            Family.ARCH,
                    List.of(
                            new Entry("(\\d+)\\.(\\d+)\\..*-MANJARO(-ARM)?(-RPI)?", "linux$1$2"),
                            new Entry("[0-9.]+(rc\\d+)?[-.](arch|artix)\\d+-\\d+", "linux"),
                            new Entry(".*-(aarch64|armv7|riscv64)-ARCH", "linux-$1"),
                            new Entry(".*-rpi(-\\d+k)?-ARCH", "linux-rpi"),
                            new Entry(
                                    "[0-9.]+[-a-z0-9.]*-(lts|zen|hardened|rt|rt-lts|cachyos(-[a-z]+)?|neptune-\\d+)",
                                    "linux-$1")));

    private static final Pattern OF_UBUNTU = Pattern.compile(
            "(generic|lowlatency|realtime)(-64k|-lpae|-64k-largemem)?|aws|azure|gcp|gke|gkeop|oracle|ibm|"
                    + "(aws|gcp|oracle|azure|nvidia)-(64k|fde|cvm|lowlatency|tegra|tegra-rt|tegra-igx)|([a-z]+-)?fips|kvm|oem|oem-osp1|raspi|raspi2|"
                    + "raspi-realtime|snapdragon|intel|intel-iotg|iot|nvidia|bluefield|xilinx-zynqmp|starfive|allwinner|icicle|riscv|laptop|virtual");
    private static final Pattern ENABLED = Pattern.compile("(generic|lowlatency|realtime).*");

    private KernelPackages() {}

    static List<String> of(Os os, KernelVersion kernel, String machine) {
        var family = os.family();
        for (var entry : TABLE.getOrDefault(family, List.of())) {
            var found = entry.release.matcher(kernel.release());
            if (found.matches())
                return entry.packages.stream()
                        .map(name -> named(found.replaceFirst(name), kernel))
                        .toList();
        }
        if (family != Family.DEBIAN) return List.of();
        if (os.id().equals("raspbian")
                && machine.equals("armv6l")
                && kernel.release().endsWith("+")) return List.of("raspberrypi-kernel");
        return OF_UBUNTU.matcher(kernel.flavour()).matches() ? ofUbuntu(os, kernel) : List.of();
    }

    /** Packages that may have more modules of this very release, NAME or NAME=VERSION, best first. */
    static List<String> extras(Os os, KernelVersion kernel, String machine) {
        var release = kernel.release();
        var packages = of(os, kernel, machine);
        return switch (os.family()) {
            // Split off from 4.4.0-143 on; before, and in some series after, the package was called image-extra. From
            // 7.0 on linux-modules has
            // all:
            // discourse.ubuntu.com/t/kernel-development-release-cadence-and-deprecation-of-linux-modules-extra/65176.
            case DEBIAN ->
                kernel.major() < 7
                                && OF_UBUNTU.matcher(kernel.flavour()).matches()
                                && !kernel.flavour().equals("kvm")
                                && packages.stream().anyMatch(name -> name.contains(kernel.flavour()))
                        ? List.of("linux-modules-extra-" + release, "linux-image-extra-" + release)
                        : List.of();
            case REDHAT ->
                release.matches(".*\\.el[67]\\..*")
                        ? List.of()
                        : Stream.concat(
                                        packages.stream(),
                                        release.contains(".amzn") ? Stream.of("kernel" + kernel.series()) : Stream.of())
                                .distinct()
                                .map(name -> name + "-modules-extra="
                                        + release.replaceFirst("\\+.*", "")
                                                .replaceFirst("\\." + Pattern.quote(machine) + "$", ""))
                                .toList();
            case SUSE, ALPINE, ARCH, OTHER -> List.of();
        };
    }

    private static String named(String name, KernelVersion kernel) {
        return name.replace("FLAVOUR", kernel.flavour()).replace("SERIES", kernel.series());
    }

    private static List<String> ofUbuntu(Os os, KernelVersion kernel) {
        var flavour = kernel.flavour();
        var base = UBUNTU.get(os.baseCodename());
        if (base == null)
            base = UBUNTU.values().stream()
                    .filter(b -> os.id().equals("ubuntu") && b.version.equals(os.versionId()))
                    .findFirst()
                    .orElse(new Base("", ""));
        if (flavour.startsWith("oem")) return oem(flavour, base.version);
        if (!ENABLED.matcher(flavour).matches()) return cloud(flavour, base.version, kernel.series());
        boolean isOwn = base.series.isEmpty()
                || KernelVersion.parse(kernel.series()).compareTo(KernelVersion.parse(base.series)) <= 0;
        var suffix = base.version.equals("14.04") ? "-lts-xenial" : "-hwe-" + base.version;
        var own = images(flavour, "");
        var enabling = base.version.isEmpty()
                ? Stream.<String>of()
                : Stream.concat(images(flavour, suffix), images(flavour, suffix + "-edge"));
        var series = images(flavour, "-" + kernel.series());
        return (isOwn ? Stream.concat(own, enabling) : Stream.concat(enabling, series)).toList();
    }

    /** linux-virtual brings the images of linux-generic, without their extra modules. */
    private static Stream<String> images(String flavour, String suffix) {
        var names = flavour.equals("generic") ? Stream.of("generic", "virtual") : Stream.of(flavour);
        var all = names.map(name -> name + suffix).toList();
        return Stream.concat(
                all.stream().map(name -> "linux-" + name), all.stream().map(name -> "linux-image-" + name));
    }

    private static List<String> oem(String flavour, String version) {
        return Stream.of("", "a", "b", "c", "d")
                .map(letter -> "linux-" + flavour + (version.isEmpty() ? "" : "-" + version + letter))
                .distinct()
                .toList();
    }

    private static List<String> cloud(String flavour, String version, String series) {
        var of = "linux-" + flavour;
        var kept = version.isEmpty() ? Stream.<String>of() : Stream.of(of + "-lts-" + version);
        return Stream.concat(
                        Stream.concat(Stream.of(of), kept),
                        Stream.of(of + "-" + series, of + "-edge", "linux-image-" + flavour))
                .toList();
    }
}
