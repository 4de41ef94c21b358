package io.drydock.assess;

import io.drydock.assess.OptionNeed.Group;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What Docker needs of a host, as needs.yml lists it.
 *
 * @param modules the module of an option that is built as one
 * @param withoutKernel distributions that never had a kernel for Docker
 */
record Needs(
        List<OptionNeed> options,
        Map<String, String> modules,
        List<Data> withoutKernel,
        List<VersionNeed> versions,
        Data removedDrivers,
        Data space,
        List<Data> sysctls) {
    /** @param cgroup the version of control groups it is about; empty: any */
    record VersionNeed(String program, Least least, String cgroup, Severity severity, String why) {
        static VersionNeed of(Data data) {
            return new VersionNeed(
                    data.text("program"),
                    new Least(data.texts("least")),
                    data.text("cgroup"),
                    Severity.BLOCKING,
                    data.text("why"));
        }

        /** What mends a known hole. */
        static VersionNeed ofHole(Data hole) {
            return new VersionNeed(
                    hole.text("program"),
                    new Least(hole.texts("fixed")),
                    "",
                    Severity.WARNING,
                    hole.text("id") + " (" + hole.text("why") + "), unless the distribution has mended it");
        }
    }

    static Needs shipped() {
        var data = Data.resource("needs.yml");
        var groups = data.at("kernel_options");
        var modules = new LinkedHashMap<String, String>();
        data.at("modules")
                .map()
                .forEach((option, module) -> modules.put(String.valueOf(option), String.valueOf(module)));
        return new Needs(
                Arrays.stream(Group.values())
                        .flatMap(group -> groups.all(group.name().toLowerCase(Locale.ROOT)).stream()
                                .map(entry -> OptionNeed.of(group, entry)))
                        .toList(),
                modules,
                data.all("without_kernel"),
                data.all("versions").stream().map(VersionNeed::of).toList(),
                data.at("removed_drivers"),
                data.at("space"),
                data.all("sysctls"));
    }

    List<OptionNeed> of(Group group) {
        return options.stream().filter(need -> need.group() == group).toList();
    }
}
