package io.drydock.run;

import io.drydock.inventory.Host;
import io.drydock.playbook.Gate;
import io.drydock.playbook.Play;
import io.drydock.template.ValueTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A play with its hosts chosen, its tasks filtered by tags, and everything checked that can be without a host.
 *
 * @param canaries the names of the hosts that a pattern has go first
 */
public record BoundPlay(
        Play play,
        List<Host> hosts,
        Set<String> canaries,
        Course course,
        Optional<Drain> drain,
        List<GateTasks> gates) {
    /**
     * What a gate has run, as a play of its own.
     *
     * @param ofBatch whether it is run on the hosts of each batch, of all those that the play has here
     */
    public record GateTasks(Gate gate, BoundPlay play, boolean ofBatch) {
        /** The hosts that one answer is had of. */
        public List<Host> hosts(List<Host> batch) {
            return ofBatch ? batch : play.hosts;
        }
    }

    /** What is done on each host before and after the play. */
    public record Drain(BoundPlay before, BoundPlay after) {}

    public BoundPlay {
        hosts = List.copyOf(hosts);
        canaries = Set.copyOf(canaries);
        gates = List.copyOf(gates);
    }

    /** The same for some of its hosts. */
    public BoundPlay with(List<Host> some) {
        return new BoundPlay(play, some, canaries, course, drain, gates);
    }

    /** The same with other values of some variables. */
    public BoundPlay with(Map<String, ValueTemplate> values) {
        return new BoundPlay(play.with(values), hosts, canaries, course, drain, gates);
    }

    /** The same with variables weaker than all others. */
    public BoundPlay above(Map<String, ValueTemplate> weaker) {
        return new BoundPlay(play.above(weaker), hosts, canaries, course, drain, gates);
    }

    /** The same where other hosts go first. */
    public BoundPlay withCanaries(Set<String> first) {
        return new BoundPlay(play, hosts, first, course, drain, gates);
    }

    /** All that a host goes through, in its order. */
    List<BoundPlay> parts() {
        return drain.map(d -> List.of(d.before(), this, d.after())).orElse(List.of(this));
    }

    /** Hosts that its tasks, those of its gates and those around each host may be delegated to. */
    public Stream<Host> delegates() {
        Stream<Host> ofGates = gates.stream().flatMap(gate -> gate.play().delegates());
        Stream<Host> ofTasks =
                parts().stream().flatMap(part -> part.course.everyTask()).flatMap(task -> task.delegates().stream());
        return Stream.concat(ofGates, ofTasks).distinct();
    }

    public List<BoundTask> tasks() {
        return course.tasks();
    }

    public List<BoundTask> handlers() {
        return course.handlers();
    }
}
