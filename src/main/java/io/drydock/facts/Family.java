package io.drydock.facts;

import io.drydock.diag.Labelled;
import java.util.List;
import java.util.Set;

/** Distributions that are handled alike. */
public enum Family implements Labelled {
    DEBIAN(Set.of(
            "debian",
            "ubuntu",
            "raspbian",
            "linuxmint",
            "devuan",
            "kali",
            "pop",
            "elementary",
            "zorin",
            "neon",
            "mx",
            "pureos",
            "deepin",
            "parrot",
            "proxmox",
            "armbian",
            "lmde")),
    REDHAT(Set.of(
            "rhel",
            "fedora",
            "centos",
            "rocky",
            "almalinux",
            "ol",
            "amzn",
            "scientific",
            "eurolinux",
            "virtuozzo",
            "cloudlinux",
            "circle",
            "navylinux",
            "miraclelinux",
            "openeuler",
            "anolis",
            "xenenterprise",
            "mariner",
            "azurelinux")),
    SUSE(Set.of(
            "suse",
            "opensuse",
            "sles",
            "sled",
            "sle_hpc",
            "sle-micro",
            "sl-micro",
            "sles_sap",
            "opensuse-leap",
            "opensuse-tumbleweed",
            "opensuse-microos")),
    ALPINE(Set.of("alpine", "postmarketos")),
    ARCH(Set.of("arch", "archarm", "manjaro", "manjaro-arm", "endeavouros", "garuda", "artix", "cachyos", "steamos")),
    OTHER(Set.of());

    private final Set<String> ids;

    Family(Set<String> ids) {
        this.ids = ids;
    }

    /** Decides by the distribution's own id, or else by the first known one of those it says it is like. */
    static Family of(String id, List<String> like) {
        var found = byId(id);
        for (int i = 0; found == OTHER && i < like.size(); i++) {
            found = byId(like.get(i));
        }
        return found;
    }

    private static Family byId(String id) {
        for (var family : values()) {
            if (family.ids.contains(id)) {
                return family;
            }
        }
        return OTHER;
    }
}
