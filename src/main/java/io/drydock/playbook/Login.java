package io.drydock.playbook;

import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Fields;
import io.drydock.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the hosts of a play are reached where neither the inventory nor an extra variable says it.
 *
 * @param user to connect as
 * @param local where they are this machine
 */
public record Login(Optional<YamlScalar> user, Optional<YamlScalar> local) {
    static final Set<String> KEYS = Set.of("remote_user", "connection");
    private static final Set<String> SSH = Set.of("ssh", "smart", "paramiko", "paramiko_ssh");

    static Login of(Fields fields) {
        return new Login(
                fields.scalar("remote_user"), fields.scalar("connection").flatMap(given -> local(given, fields)));
    }

    private static Optional<YamlScalar> local(YamlScalar given, Fields fields) {
        if (given.text().equals("local")) return Optional.of(given);
        if (SSH.contains(given.text())) return Optional.empty(); // as it is without
        return fields.wrong(
                given,
                "connection",
                "cannot be \"" + given.text() + "\"",
                "write ssh, or local for this machine; hosts are reached in no other way");
    }

    /** As variables of a host, which the inventory's hide. */
    public Map<String, ValueTemplate> variables() {
        Map<String, ValueTemplate> variables = new LinkedHashMap<>();
        user.ifPresent(u -> variables.put("ansible_user", constant(u)));
        local.ifPresent(c -> variables.put("ansible_connection", constant(c)));
        return variables;
    }

    private static ValueTemplate constant(YamlScalar text) {
        return new ValueTemplate(text.pos(), new ValueTemplate.Part.Constant(text.text()), List.of());
    }
}
