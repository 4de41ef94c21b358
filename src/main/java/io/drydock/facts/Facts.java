package io.drydock.facts;

import io.drydock.diag.Labelled;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What is known of a host. Whatever a host reports makes facts: what it leaves out or garbles is empty, 0, false or
 * "none", and nothing it says is trusted to be more than text.
 */
public record Facts(
        @Meaning("The host's own name") String hostname,

        @Meaning("The processor architecture: `x86_64`, `aarch64`")
        String machine,

        @Meaning("The effective user id facts were gathered with; 0 is root, -1 unknown")
        long uid,

        @Meaning("The name of that user; empty when unknown")
        String user,

        @Meaning(
                "Of the environment that tasks run in: `HOME`, `LOGNAME`, `PATH`, `SHELL`, `SUDO_USER` and `USER`, those that are set")
        Map<String, String> environment,

        Kernel kernel,

        @Meaning("The parameters the kernel was started with")
        String commandLine,

        Os os,

        @Meaning("The init system that runs: `systemd`, `openrc`, `sysv`; `none` in a chroot or a container without")
        Init init,

        @Meaning("`apt`, `dnf`, `yum`, `zypper`, `apk`, `pacman` or `none`: of several the distribution's own")
        PackageManager packageManager,

        @Meaning("All package managers that are installed") List<String> packageManagers,
        Cgroup cgroup,
        Modules modules,

        @Meaning("File systems the kernel has ready; more may be loadable")
        List<String> filesystems,

        DockerRoot dockerRoot,
        ContainerdRoot containerdRoot,

        @Meaning("Security modules in force: `apparmor`, `selinux`, ...")
        List<String> lsm,

        @Meaning(
                "Whether the program is installed that loads AppArmor's profiles, which the engine needs where AppArmor is in force")
        boolean apparmorParser,

        Selinux selinux,

        Iptables iptables,

        @Meaning("Whether nft, the tool of nftables, is installed")
        boolean nft,

        @Meaning(
                "Kernel parameters that bear on networks of containers, on modules and on keys; those the kernel does not have are left out")
        Map<String, String> sysctls,

        @Meaning("`kvm`, `qemu`, `vmware`, `amazon`, `docker`, `lxc`, ...; `none` on bare metal")
        String virtualization,

        @Meaning("Whether the host is a container") boolean container,

        @Meaning("Whether the firmware starts only kernels that are signed for it (UEFI Secure Boot)")
        boolean secureBoot,

        @Meaning("Processors that are online") long cpus,

        @Meaning("What the first of them is called: `AMD EPYC 7B13`; empty where the kernel does not tell, as on ARM")
        String cpuModel,

        @Meaning("Memory in MiB") long memoryMb,
        @Meaning("Swap in MiB") long swapMb,
        FreeMb freeMb,

        @Meaning("Releases of the installed kernels, the newest last")
        List<String> kernels,

        @Meaning("The newest of them of the running kernel's flavour, or of all when that flavour has none; "
                + "empty when none is installed, as in a container")
        String newestKernel,

        Reboot reboot,

        @Meaning(
                "What started the host: `grub`, `grub-bls` (GRUB with boot loader specification entries), `systemd-boot`, `proxmox-boot` "
                        + "(systemd-boot kept by proxmox-boot-tool), `refind`, `raspberrypi`, `extlinux`, `zipl`; `unclear` where several are there and nothing tells, or `none`")
        BootLoader bootLoader,

        Docker docker,
        Tool containerd,
        Tool runc,

        @Meaning("Live patches in force; `unknown` when the kernel is marked as patched and keeps no list of patches")
        List<String> livePatches,

        @Meaning("Those that were asked for, by their names")
        Map<String, Object> subsets) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9A-Fa-f]{4,}(-[0-9A-Fa-f]{2,})+");
    private static final List<String> OF_A_BOOT = List.of(
            "kernel",
            "command_line",
            "cgroup",
            "modules",
            "filesystems",
            "lsm",
            "sysctls",
            "free_mb",
            "reboot",
            "docker",
            "live_patches",
            "services",
            "mounts",
            "network");
    /** What no task changes without a restart, or at all. */
    private static final Set<String> STEADY = Set.of(
            "machine",
            "uid",
            "user",
            "environment",
            "kernel",
            "command_line",
            "os",
            "init",
            "package_manager",
            "package_managers",
            "virtualization",
            "container",
            "secure_boot",
            "cpus",
            "cpu_model",
            "memory_mb",
            "boot_loader");

    private static final String SUBSETS = "subsets";
    private static final long TAINT_LIVE_PATCH = 1 << 15;

    public Facts {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        packageManagers = List.copyOf(packageManagers);
        filesystems = List.copyOf(filesystems);
        lsm = List.copyOf(lsm);
        sysctls = Collections.unmodifiableMap(new LinkedHashMap<>(sysctls));
        kernels = List.copyOf(kernels);
        livePatches = List.copyOf(livePatches);
        subsets = Collections.unmodifiableMap(new LinkedHashMap<>(subsets));
    }

    /** Makes facts of what facts.sh reported: the texts of its {@code fact} events by their names. It never throws. */
    public static Facts of(Map<String, String> reported) {
        var raw = new RawFacts(reported);
        var os = Os.of(raw);
        var kernel = Kernel.of(raw, os);
        var managers = PackageManager.all(raw.list("package_managers"));
        boolean container = raw.flag("container");
        // a kernel that a package manager is putting in place has a name of its own for as long
        var kernels = raw.list("kernels").stream()
                .filter(k -> !k.matches(".*\\.(dpkg-\\w+|rpmnew|rpmsave|old|bak)"))
                .map(KernelVersion::parse)
                .sorted()
                .distinct()
                .toList();
        return new Facts(
                raw.text("hostname"),
                kernel.machine(),
                raw.text("uid").isEmpty() ? -1 : raw.number("uid"),
                raw.text("user"),
                raw.map("environment"),
                kernel,
                raw.text("command_line"),
                os,
                Labelled.of(Init.class, raw.text("init")).orElse(Init.NONE),
                PackageManager.of(os.family(), managers),
                managers.stream().map(PackageManager::label).toList(),
                Cgroup.of(raw, KernelVersion.parse(kernel.release())),
                Modules.of(raw),
                raw.list("filesystems"),
                DockerRoot.of(raw),
                ContainerdRoot.of(raw),
                raw.list("lsm", ","),
                raw.flag("apparmor_parser"),
                Selinux.of(raw),
                Iptables.of(raw),
                raw.flag("nft"),
                raw.map("sysctls"),
                raw.text("virtualization").isEmpty() ? "none" : raw.text("virtualization"),
                container,
                raw.flag("secure_boot"),
                processors(raw.text("cpus")),
                raw.text("cpu_model"),
                raw.number("memory_mb"),
                raw.number("swap_mb"),
                FreeMb.of(raw),
                kernels.stream().map(KernelVersion::release).toList(),
                newest(kernels, kernel.release()),
                Reboot.of(raw, kernel.release(), kernels, container),
                BootLoader.of(raw),
                Docker.of(raw),
                Tool.of(raw, "containerd"),
                Tool.of(raw, "runc"),
                livePatches(raw),
                FactSubset.data(raw));
    }

    /**
     * The tree that templates see and that is printed: maps, lists, String, Long and Boolean, in the order declared, and then the subsets that were asked
     * for.
     */
    public Map<String, Object> data() {
        Map<String, Object> all = new LinkedHashMap<>(always());
        all.putAll(subsets);
        return Collections.unmodifiableMap(all);
    }

    /** The same tree without subsets, which are long. */
    public Map<String, Object> always() {
        Map<String, Object> tree = new LinkedHashMap<>(FactTree.data(this));
        tree.remove(SUBSETS);
        return Collections.unmodifiableMap(tree);
    }

    /** The same tree without what changes by itself: the free space, and the modules that the kernel has loaded at the moment. */
    public Map<String, Object> lasting() {
        Map<String, Object> lasting = new LinkedHashMap<>(always());
        lasting.remove("free_mb");
        lasting.put(
                "docker_root",
                Map.of("path", dockerRoot.path(), "filesystem", dockerRoot.filesystem(), "ftype", dockerRoot.ftype()));
        lasting.put(
                "containerd_root", Map.of("path", containerdRoot.path(), "filesystem", containerdRoot.filesystem()));
        lasting.remove("filesystems");
        lasting.remove("sysctls");
        lasting.computeIfPresent("modules", (name, value) -> Map.of("missing", modules.missing()));
        return lasting;
    }

    /**
     * What hosts of one kind have in common: what lasts, without what names a host or tells its size. Identifiers of its disks in what its kernel was started
     * with are none.
     */
    public Map<String, Object> common() {
        Map<String, Object> common = lasting();
        common.keySet().removeAll(List.of("hostname", "memory_mb", "swap_mb", "cpu_model"));
        common.put("command_line", IDENTIFIER.matcher(commandLine).replaceAll("*"));
        return common;
    }

    /** Whether the changes of tasks leave a fact of the tree as it is, as long as the host is not restarted. */
    public static boolean isSteady(String name) {
        return STEADY.contains(name);
    }

    /** The same tree with {@code unknown} for what another boot may change. */
    public Map<String, Object> afterRestart(Object unknown) {
        Map<String, Object> after = new LinkedHashMap<>(data());
        OF_A_BOOT.forEach(name -> after.replace(name, unknown));
        return after;
    }

    /** The same tree with {@code leaf} for every value, lists and maps of free keys included: for checks before hosts. */
    public static Map<String, Object> shape(Function<FactDoc, Object> leaf) {
        Map<String, Object> shape = new LinkedHashMap<>(FactTree.shape(Facts.class, "", leaf));
        shape.remove(SUBSETS);
        shape.putAll(FactSubset.shape(leaf));
        return Collections.unmodifiableMap(shape);
    }

    /** Every fact that is always gathered, in the order of the tree. */
    public static List<FactDoc> describe() {
        return FactTree.describe(Facts.class, "").stream()
                .filter(fact -> !fact.name().equals(SUBSETS))
                .toList();
    }

    private static String newest(List<KernelVersion> sorted, String running) {
        var flavour = KernelVersion.parse(running).flavour();
        return sorted.reversed().stream()
                .filter(kernel -> kernel.flavour().equals(flavour))
                .findFirst()
                .or(() -> sorted.reversed().stream().findFirst())
                .map(KernelVersion::release)
                .orElse("");
    }

    /** The kernel writes {@code 0-3,6}. */
    private static long processors(String online) {
        long count = 0;
        for (var range : online.split(",")) {
            var found = RANGE.matcher(range);
            if (found.matches()) {
                var last = found.group(2) == null ? found.group(1) : found.group(2);
                count += Math.max(0, Long.parseLong(last) - Long.parseLong(found.group(1)) + 1);
            }
        }
        return count;
    }

    private static List<String> livePatches(RawFacts raw) {
        var listed = raw.list("live_patches");
        boolean tainted =
                (RawFacts.numberIn(raw.map("sysctls").getOrDefault("kernel.tainted", "")) & TAINT_LIVE_PATCH) != 0;
        // the mark stays after a patch has been taken out, which a kernel that lists its patches tells
        return listed.isEmpty() && tainted && !raw.flag("live_patches.listed") ? List.of("unknown") : listed;
    }
}
