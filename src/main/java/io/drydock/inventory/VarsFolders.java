package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.vault.VaultKeyring;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The {@code group_vars} and {@code host_vars} folders of an inventory, weakest first: those beside its sources, or in them where they are
 * folders, in their order, and then those beside playbooks.
 */
record VarsFolders(List<VarsFolder> ofGroups, List<VarsFolder> ofHosts) {
    private static final String GROUP_VARS = "group_vars";
    private static final String HOST_VARS = "host_vars";

    VarsFolders {
        ofGroups = List.copyOf(ofGroups);
        ofHosts = List.copyOf(ofHosts);
    }

    /** @param places as {@link #beside} has them */
    static VarsFolders of(List<Path> places, VaultKeyring keys, Diagnostics problems, Diagnostics misuse) {
        return new VarsFolders(
                named(GROUP_VARS, places, keys, problems, misuse), named(HOST_VARS, places, keys, problems, misuse));
    }

    private static List<VarsFolder> named(
            String name, List<Path> places, VaultKeyring keys, Diagnostics problems, Diagnostics misuse) {
        return places.stream()
                .filter(folder -> folder.endsWith(name))
                .map(folder -> new VarsFolder(folder, keys, problems, misuse))
                .toList();
    }

    /**
     * Where the folders lie or would lie, each once.
     *
     * @param places the folders in which they are looked for, weakest first
     */
    static List<Path> in(List<Path> places) {
        Map<Path, Path> folders = new LinkedHashMap<>();
        for (Path place : places) {
            for (String name : List.of(GROUP_VARS, HOST_VARS)) {
                Path folder = place.resolve(name);
                folders.putIfAbsent(folder.toAbsolutePath().normalize(), folder);
            }
        }
        return List.copyOf(folders.values());
    }

    boolean isIncomplete() {
        return Stream.of(ofGroups, ofHosts).flatMap(List::stream).anyMatch(VarsFolder::isIncomplete);
    }
}
