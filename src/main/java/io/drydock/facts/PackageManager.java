package io.drydock.facts;

import io.drydock.diag.Labelled;
import java.util.List;
import java.util.Map;

/** Package managers. Of several on one host, the one of its distribution counts, or else the first in this order. */
public enum PackageManager implements Labelled {
    APT,
    DNF,
    YUM,
    ZYPPER,
    APK,
    PACMAN,
    NONE;

    private static final Map<Family, List<PackageManager>> OWN = Map.of(
            Family.DEBIAN,
            List.of(APT),
            Family.REDHAT,
            List.of(DNF, YUM),
            Family.SUSE,
            List.of(ZYPPER),
            Family.ALPINE,
            List.of(APK),
            Family.ARCH,
            List.of(PACMAN));

    static List<PackageManager> all(List<String> names) {
        return names.stream()
                .flatMap(name -> Labelled.of(PackageManager.class, name).stream())
                .filter(manager -> manager != NONE)
                .distinct()
                .sorted()
                .toList();
    }

    static PackageManager of(Family family, List<PackageManager> present) {
        return OWN.getOrDefault(family, List.of()).stream()
                .filter(present::contains)
                .findFirst()
                .orElseGet(() -> present.isEmpty() ? NONE : present.getFirst());
    }
}
