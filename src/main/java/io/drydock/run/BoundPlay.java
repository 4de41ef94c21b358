package io.drydock.run;

import io.drydock.inventory.Host;
import io.drydock.playbook.Play;
import java.util.List;

/** A play with its hosts chosen, its tasks filtered by tags, and everything checked that can be without a host. */
public record BoundPlay(Play play, List<Host> hosts, List<BoundTask> tasks, List<BoundTask> handlers) {
    public BoundPlay {
        hosts = List.copyOf(hosts);
        tasks = List.copyOf(tasks);
        handlers = List.copyOf(handlers);
    }
}
