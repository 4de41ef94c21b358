package io.drydock.playbook;

import io.drydock.template.ValueTemplate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A role as its tasks have it.
 *
 * @param defaults its weakest variables
 * @param vars its variables, weaker than what it is given
 */
record Role(String name, Path folder, Map<String, ValueTemplate> defaults, Map<String, ValueTemplate> vars) {
    Role {
        defaults = Map.copyOf(defaults);
        vars = Map.copyOf(vars);
    }

    /** The same in another role, whose variables it sees where it has none of their names. */
    Role within(Role outer) {
        return new Role(name, folder, merged(outer.defaults, defaults), merged(outer.vars, vars));
    }

    private static Map<String, ValueTemplate> merged(
            Map<String, ValueTemplate> weak, Map<String, ValueTemplate> strong) {
        Map<String, ValueTemplate> all = new HashMap<>(weak);
        all.putAll(strong);
        return all;
    }

    /** What a task in it sees, with variables of its own. */
    Map<String, ValueTemplate> with(Map<String, ValueTemplate> own) {
        return merged(vars, own);
    }
}
