package io.drydock.importer;

import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import java.util.Optional;

/** Variables that Ansible defines itself. What has no counterpart is in the table of words, and is refused with what it says. */
record MagicNames(Names names) {
    /** @throws Refusal for one that is not there */
    void refuse(String name) {
        if (names.known(name).isPresent()) return;
        Optional<String> remedy = AnsibleWords.remedy(Place.VARIABLES, name);
        if (remedy.isPresent()) throw new Refusal("variable " + name, remedy.get());
    }

    Kind kind(String name) {
        return switch (name) {
            case "inventory_hostname",
                    "inventory_hostname_short",
                    "role_name",
                    "role_path",
                    "ansible_managed",
                    "playbook_dir" -> Kind.TEXT;
            case "group_names", "play_hosts", "ansible_play_hosts" -> Kind.LIST;
            case "groups", "hostvars" -> Kind.MAP;
            default -> names.kind(name);
        };
    }
}
