package io.drydock.importer;

import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tasks that are started and not waited for, by {@code poll: 0}. */
record Background(Workshop shop) {
    private static final Set<String> COMMANDS = Set.of("command", "shell");
    private static final Set<String> OF_THIS = Set.of("async", "poll", "ignore_errors", "failed_when", "changed_when");

    /** A command that restarts the host, a little later so that the task can end before. */
    private static final Pattern RESTART = Pattern.compile(
            "\\(?\\s*(nohup\\s+)?(sleep\\s+(\\{\\{.*?\\}\\}|\\w+)\\s*(;|&&)\\s*)?((/usr)?/sbin/)?((systemctl\\s+)?reboot|shutdown\\s+-r\\b[^&|;]*)\\s*&?\\s*\\)?\\s*&?");

    /** The task as it is where it is waited for: what restarts a host so is the module reboot. */
    YamlMap waited(YamlMap task) {
        if (YamlTexts.of(task, "poll").filter(poll -> poll.strip().equals("0")).isEmpty()
                || task.get("async").isEmpty()) return task;
        YamlMap.Entry module = TaskWriter.module(task);
        if (!COMMANDS.contains(Ansible.plain(module.key())) || !restarts(module))
            throw new Refusal(
                    "async with poll: 0",
                    "a task is waited for, up to its timeout: let the host run it on: command: {cmd: systemd-run --no-block app, changes: always}");
        shop.known().note("the command that restarts the host is the action reboot, which waits until it is back");
        List<YamlMap.Entry> entries = new ArrayList<>();
        for (YamlMap.Entry entry : task.entries()) {
            if (entry.equals(module))
                entries.add(new YamlMap.Entry(
                        "reboot", entry.keyPos(), new YamlMap(entry.value().pos(), List.of())));
            else if (!OF_THIS.contains(entry.key()) && !entry.key().equals("args")) entries.add(entry);
        }
        return new YamlMap(task.pos(), entries);
    }

    private static boolean restarts(YamlMap.Entry module) {
        Optional<String> command = module.value() instanceof YamlMap map
                ? YamlTexts.of(map, "cmd")
                : module.value() instanceof YamlScalar scalar ? Optional.of(scalar.text()) : Optional.empty();
        return command.filter(text -> RESTART.matcher(text.strip()).matches()).isPresent();
    }
}
