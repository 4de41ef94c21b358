package io.drydock.assess;

import java.util.List;

/** A live patch mends the running kernel and leaves its release as it is. */
record LivePatchRule() implements Rule {
    @Override
    public List<Finding> judge(Observed host) {
        var patches = host.facts().livePatches();
        if (patches.isEmpty()) return List.of();
        return List.of(Finding.note(
                        "live patches",
                        "in force: " + String.join(", ", patches) + "; the release stays "
                                + host.facts().kernel().release(),
                        Remedy.none())
                .about(patches));
    }
}
