package io.drydock.run;

import io.drydock.inventory.Host;
import io.drydock.playbook.Play;
import io.drydock.template.ValueTemplate;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Variables that every task of a play finds without anybody having set them, named as Ansible names them. */
final class MagicVariables {
    private MagicVariables() {}

    /** @param hosts those of the play */
    static Map<String, ValueTemplate> of(Play play, List<Host> hosts, Tags tags) {
        List<String> names = hosts.stream().map(Host::name).toList();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("play_hosts", names);
        all.put("ansible_play_hosts", names);
        all.put("ansible_play_hosts_all", names);
        all.put("ansible_play_name", play.name());
        all.put(
                "ansible_run_tags",
                tags.wanted().isEmpty() ? List.of("all") : List.copyOf(new TreeSet<>(tags.wanted())));
        all.put("ansible_skip_tags", List.copyOf(new TreeSet<>(tags.skipped())));
        all.put("ansible_check_mode", false); // a plan shows what an apply does
        all.put("ansible_diff_mode", true);
        all.put("ansible_managed", "Managed by Drydock: what is changed here by hand is overwritten");
        all.put(
                "playbook_dir",
                String.valueOf(
                        Path.of(play.pos().file()).toAbsolutePath().normalize().getParent()));
        Map<String, ValueTemplate> constant = new LinkedHashMap<>();
        all.forEach((name, value) ->
                constant.put(name, new ValueTemplate(play.pos(), new ValueTemplate.Part.Constant(value), List.of())));
        return constant;
    }
}
