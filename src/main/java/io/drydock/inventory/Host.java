package io.drydock.inventory;

import io.drydock.diag.SourcePos;
import io.drydock.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A host with every variable that applies to it. {@code groups}: all it belongs to, also by way of child groups, except
 * "all", in alphabetical order; {@code pos}: where it is first named.
 */
public record Host(String name, List<String> groups, Map<String, YamlNode> vars, SourcePos pos) {
    public Host {
        groups = List.copyOf(groups);
        // Layered variables are immutable already; copying them would store a group's variables once per host.
        vars = vars instanceof LayeredVars ? vars : Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    }

    /** The absolute name of the file in which it is first named; empty where a program or an option names it. */
    public Optional<Path> file() {
        return Optional.of(Path.of(pos.file()).toAbsolutePath().normalize()).filter(Files::isRegularFile);
    }

    /** What its variables are made of, the weakest first. */
    public List<VarsLayer> layers() {
        return vars instanceof LayeredVars layered ? layered.layers() : List.of();
    }

    /** The variables that are given to it and to no group. */
    public Map<String, YamlNode> ownVars() {
        return vars instanceof LayeredVars layered ? layered.own() : vars;
    }
}
