package io.drydock.importer;

import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Variables that Ansible defines itself. What has no counterpart is in the table of words, and is refused with what it says. */
record MagicNames(Names names) {
    /** Those with other names, or with another one besides. */
    private static final Map<String, String> OURS = Map.of(
            "ansible_role_name", "role_name",
            "ansible_ssh_host", "ansible_host",
            "ansible_ssh_port", "ansible_port",
            "ansible_ssh_user", "ansible_user");

    /** Those that hosts or runs have or not, which a check tells of. */
    private static final Set<String> THERE = Set.of(
            "inventory_dir",
            "inventory_file",
            "ansible_limit",
            "ansible_connection",
            "ansible_host",
            "ansible_user",
            "ansible_port");

    /** What a variable is called here. */
    String ours(String name) {
        return names.known(name).isPresent() ? name : OURS.getOrDefault(name, name);
    }

    /** @throws Refusal for one that is not there */
    void refuse(String name) {
        if (names.known(name).isPresent() || THERE.contains(name)) return;
        Optional<String> remedy = AnsibleWords.remedy(Place.VARIABLES, name);
        if (remedy.isPresent()) throw new Refusal("variable " + name, remedy.get());
    }

    Kind kind(String name) {
        return switch (name) {
            case "inventory_dir",
                    "inventory_file",
                    "ansible_connection",
                    "ansible_host",
                    "ansible_user",
                    "inventory_hostname",
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
