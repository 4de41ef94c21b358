package io.drydock.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelPackagesTest {
    private static final Map<String, String> SYSTEMS = new HashMap<>(Map.of(
            "debian", "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm",
            "raspbian", "ID=raspbian\nID_LIKE=debian\nVERSION_ID=11\nVERSION_CODENAME=bullseye",
            "jammy", "ID=ubuntu\nID_LIKE=debian\nVERSION_ID=22.04\nVERSION_CODENAME=jammy",
            "noble", "ID=ubuntu\nID_LIKE=debian\nVERSION_ID=24.04\nVERSION_CODENAME=noble",
            "mint",
                    "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\nVERSION_ID=21.3\nVERSION_CODENAME=virginia\nUBUNTU_CODENAME=jammy",
            "lmde", "ID=linuxmint\nID_LIKE=debian\nVERSION_ID=6\nVERSION_CODENAME=faye\nDEBIAN_CODENAME=bookworm",
            "kali", "ID=kali\nID_LIKE=debian\nVERSION_ID=2024.3\nVERSION_CODENAME=kali-rolling",
            "pop", "ID=pop\nID_LIKE=\"ubuntu debian\"\nVERSION_ID=22.04\nVERSION_CODENAME=jammy\nUBUNTU_CODENAME=jammy",
            "alma", "ID=almalinux\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=9.5",
            "amazon", "ID=amzn\nID_LIKE=fedora\nVERSION_ID=2023"));

    static {
        SYSTEMS.put("leap", "ID=opensuse-leap\nID_LIKE=\"suse opensuse\"\nVERSION_ID=15.6");
        SYSTEMS.put("alpine", "ID=alpine\nVERSION_ID=3.20.3");
        SYSTEMS.put("arch", "ID=arch");
        SYSTEMS.put("manjaro", "ID=manjaro\nID_LIKE=arch");
        SYSTEMS.put("nixos", "ID=nixos\nVERSION_ID=24.05");
    }

    @ParameterizedTest
    @CsvSource({
        "debian, 6.1.0-27-amd64, linux-image-amd64",
        "debian, 6.9.7+bpo-amd64, linux-image-amd64",
        "debian, 6.1.0-27-cloud-arm64, linux-image-cloud-arm64",
        "debian, 6.1.0-27-rt-amd64, linux-image-rt-amd64",
        "debian, 6.1.0-27-686-pae, linux-image-686-pae",
        "debian, 6.6.31+rpt-rpi-v8, linux-image-rpi-v8",
        "debian, 6.12.34+rpt-rpi-2712, linux-image-rpi-2712",
        "debian, 6.8.12-4-pve, proxmox-default-kernel",
        "debian, 6.8.9-1-liquorix-amd64, linux-image-liquorix-amd64",
        "debian, 6.6.31-current-rockchip64, linux-image-current-rockchip64",
        "debian, 6.6.52-acme, ''",
        "debian, 6.8.9-x86_64-linode164, ''",
        "raspbian, 6.1.21-v7l+, raspberrypi-kernel",
        "raspbian, 6.6.31+rpt-rpi-v7, linux-image-rpi-v7",
        "raspbian, 6.6.31+rpt-rpi-v6, linux-image-rpi-v6",
        "jammy, 5.15.0-130-generic, linux-generic",
        "jammy, 6.8.0-49-generic, linux-generic-hwe-22.04",
        "jammy, 6.8.0-49-lowlatency, linux-lowlatency-hwe-22.04",
        "jammy, 5.15.0-130-lowlatency, linux-lowlatency",
        "jammy, 6.8.0-1020-aws, linux-aws",
        "jammy, 6.5.0-1025-azure, linux-azure",
        "jammy, 6.8.0-1019-gcp, linux-gcp",
        "jammy, 6.8.0-1016-oracle, linux-oracle",
        "jammy, 5.15.0-1069-kvm, linux-kvm",
        "jammy, 5.15.0-1060-raspi, linux-raspi",
        "jammy, 5.15.0-1032-realtime, linux-realtime",
        "jammy, 5.15.0-1069-aws-fips, linux-aws-fips",
        "jammy, 5.15.148-tegra, ''",
        "jammy, 6.8.0-060800-generic, ''",
        "noble, 6.8.0-50-generic, linux-generic",
        "noble, 6.11.0-19-generic, linux-generic-hwe-24.04",
        "mint, 6.8.0-49-generic, linux-generic-hwe-22.04",
        "mint, 5.15.0-130-generic, linux-generic",
        "lmde, 6.1.0-27-amd64, linux-image-amd64",
        "kali, 6.11.2-amd64, linux-image-amd64",
        "pop, 6.9.3-76060903-generic, linux-system76",
        "alma, 5.14.0-503.11.1.el9_5.x86_64, kernel",
        "alma, 5.14.0-503.11.1.el9_5.x86_64+rt, kernel-rt",
        "alma, 5.14.0-503.11.1.el9_5.aarch64+64k, kernel-64k",
        "alma, 4.18.0-553.rt7.342.el8_10.x86_64, kernel-rt",
        "alma, 5.15.0-200.131.27.el9uek.x86_64, kernel-uek",
        "alma, 6.1.119-1.el9.elrepo.x86_64, kernel-lt",
        "alma, 6.6.52-acme, ''",
        "amazon, 6.1.102-111.182.amzn2023.x86_64, kernel",
        "amazon, 6.12.20-23.97.amzn2023.x86_64, kernel6.12",
        "amazon, 6.18.51-120.162.amzn2023.aarch64, kernel6.18",
        "leap, 6.4.0-150600.23.25-default, kernel-default",
        "leap, 6.4.0-150600.8.14-azure, kernel-azure",
        "alpine, 6.6.52-0-lts, linux-lts",
        "alpine, 6.6.52-0-virt, linux-virt",
        "alpine, 6.6.52-0-rpi, linux-rpi",
        "arch, 6.11.9-arch1-1, linux",
        "arch, 6.6.52-1-lts, linux-lts",
        "arch, 6.11.9-zen1-1-zen, linux-zen",
        "arch, 6.10.14-hardened1-1-hardened, linux-hardened",
        "manjaro, 6.6.52-1-MANJARO, linux66",
        "nixos, 6.6.52, ''"
    })
    void theFirstPackageIsOfTheRunningFlavour(String system, String release, String first) {
        assertEquals(first, first(kernel(system, release).packages()));
    }

    @ParameterizedTest
    @CsvSource({
        "jammy, 5.15.0-130-generic, linux-modules-extra-5.15.0-130-generic",
        "jammy, 6.5.0-1025-azure, linux-modules-extra-6.5.0-1025-azure",
        "jammy, 5.15.0-1069-kvm, ''",
        "jammy, 5.15.148-tegra, ''",
        "lmde, 6.1.0-27-amd64, ''",
        "alma, 5.14.0-503.11.1.el9_5.aarch64, kernel-modules-extra=5.14.0-503.11.1.el9_5",
        "alma, 5.14.0-503.11.1.el9_5.aarch64+64k, kernel-64k-modules-extra=5.14.0-503.11.1.el9_5",
        "alma, 3.10.0-1160.el7.aarch64, ''",
        "amazon, 6.1.188-233.385.amzn2023.aarch64, kernel-modules-extra=6.1.188-233.385.amzn2023",
        "amazon, 6.12.20-23.97.amzn2023.aarch64, kernel6.12-modules-extra=6.12.20-23.97.amzn2023",
        "amazon, 6.18.51-120.162.amzn2023.aarch64, kernel6.18-modules-extra=6.18.51-120.162.amzn2023",
        "arch, 6.11.9-arch1-1, ''"
    })
    void moreModulesAreOfTheSameRelease(String system, String release, String first) {
        assertEquals(first, first(kernel(system, release).extraPackages()));
    }

    private static String first(List<String> packages) {
        return packages.isEmpty() ? "" : packages.getFirst();
    }

    private static Kernel kernel(String system, String release) {
        return Facts.of(Map.of("os.release", SYSTEMS.get(system), "kernel.release", release, "machine", "aarch64"))
                .kernel();
    }

    /** From 7.0 on Ubuntu's linux-modules has what linux-modules-extra had. */
    @ParameterizedTest
    @CsvSource({
        "noble, 6.17.0-14-generic, linux-modules-extra-6.17.0-14-generic linux-image-extra-6.17.0-14-generic",
        "noble, 7.0.0-12-generic, ''",
        "jammy, 6.8.0-1020-aws, linux-modules-extra-6.8.0-1020-aws linux-image-extra-6.8.0-1020-aws",
        "debian, 7.0.4+deb14-amd64, ''",
    })
    void packagesOfExtraModules(String system, String release, String packages) {
        var os = Os.of(new RawFacts(Map.of("os.release", SYSTEMS.getOrDefault(system, ""))));
        assertEquals(packages, String.join(" ", KernelPackages.extras(os, KernelVersion.parse(release), "x86_64")));
    }
}
