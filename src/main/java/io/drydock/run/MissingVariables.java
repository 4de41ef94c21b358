package io.drydock.run;

import io.drydock.ansible.AnsibleWords;
import io.drydock.template.Any;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** Variables of parts that could not be read, of which no name is known; none that only Ansible has. */
final class MissingVariables extends HashMap<String, Object> {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Object get(Object name) {
        return AnsibleWords.remedy(AnsibleWords.Place.VARIABLES, (String) name).isPresent() ? null : Any.ANY;
    }
}
