package io.drydock.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happens in a run. Texts hold no secrets. In a journal each is one JSON object with the record's components in snake_case; its "type" is
 * the record's name in snake_case.
 */
public sealed interface RunEvent {
    /**
     * The run begins.
     *
     * @param run its name
     * @param command "apply" or another command that runs playbooks
     * @param drydock the version that runs it
     * @param controller user@machine
     * @param process of the controller, with the time it started, so that it is told from a later one of that number
     * @param request what was asked, as plain data; enough to go on with the run
     * @param files the fingerprints of what the run was made from, by their paths
     * @param hosts in the inventory's order
     */
    record RunBegan(
            String run,
            String command,
            String drydock,
            String controller,
            String process,
            Map<String, Object> request,
            Map<String, String> files,
            List<HostEntry> hosts)
            implements RunEvent {
        /** The playbooks that it runs, as they were named. */
        public List<String> playbooks() {
            return request.get("asked") instanceof Map<?, ?> asked && asked.get("playbooks") instanceof List<?> files
                    ? files.stream().map(String::valueOf).toList()
                    : List.of();
        }

        /** The file of the saved plan that it applies. */
        public Optional<String> plan() {
            return request.get("plan") instanceof Map<?, ?> plan
                    ? Optional.ofNullable(plan.get("file")).map(String::valueOf)
                    : Optional.empty();
        }
    }

    /** @param groups those of the inventory that it is in, without "all" */
    record HostEntry(String name, List<String> groups) {}

    /**
     * Another process goes on with the run; from here on its epoch is that of the line.
     *
     * @param torn what was cut off the end of the journal, because its writer had not written all of it
     */
    record RunResumed(String controller, String process, Optional<String> torn) implements RunEvent {}

    /**
     * A play's hosts are gone through from here on, also by a process that goes on with it; the plays before it are over, with their gates.
     *
     * @param number from 1
     */
    record PlayBegan(int number, String play) implements RunEvent {}

    /**
     * @param number from 1
     * @param of how many there are, as far as is known
     * @param why what makes these hosts a batch, such as "canaries" or "10%"
     */
    record BatchBegan(int number, int of, List<String> hosts, String why) implements RunEvent {}

    record BatchEnded(int number) implements RunEvent {}

    /** What has to hold before the next batch. */
    record GateBegan(String gate) implements RunEvent {}

    /** Of a task that a gate has run on a host; it is none of the host's own. */
    record GateTaskEnded(String gate, String host, TaskEntry task) implements RunEvent {}

    /** @param outcome "pass", "fail" or "inconclusive" */
    record GateEnded(String gate, String outcome, Optional<String> message) implements RunEvent {}

    /** Nothing new begins until the run is resumed. */
    record RunPaused(String reason) implements RunEvent {}

    /** What happens on one host. */
    sealed interface OfHost extends RunEvent {
        String host();
    }

    record HostBegan(String host) implements OfHost {}

    /** @param facts as templates and `drydock facts --format json` have them */
    record FactsGathered(String host, Map<String, Object> facts) implements OfHost {}

    /** What an apply has foreseen before it began. */
    record HostPlanned(String host, List<TaskEntry> tasks) implements OfHost {}

    /**
     * A program is about to be sent to a host, for the first time or again.
     *
     * @param number from 1, of those of the run on this host
     * @param hash SHA-256 of its text, in hexadecimal
     */
    record ProgramBegan(String host, int number, String hash) implements OfHost {}

    record TaskBegan(String host, String task) implements OfHost {}

    record TaskEnded(String host, TaskEntry task) implements OfHost {}

    /**
     * Where a host stands between two programs, as plain data that {@code run} makes and reads.
     *
     * @param state what is not in it is as the host's checkpoint before had it
     */
    record HostCheckpoint(String host, Map<String, Object> state) implements OfHost {}

    /** @param status "ok", "changed", "failed", "unreachable" or "interrupted" */
    record HostEnded(String host, String status, Optional<String> message, List<String> notes) implements OfHost {}

    /** @param exit the status that the command ended with */
    record RunEnded(int exit) implements RunEvent {}

    /**
     * What became of a task, or of one item of a loop.
     *
     * @param pos FILE:LINE:COLUMN
     * @param outcome "ok", "changed", "change", "deferred", "skipped", "failed" or "unsupported"
     * @param seconds as the controller saw it, from the task's first event to its last
     * @param program of an apply of a saved plan: SHA-256 of what has run, by which the plan and its approvals name the same text
     */
    record TaskEntry(
            Optional<String> pos,
            String name,
            String action,
            String outcome,
            Optional<String> message,
            Optional<String> diff,
            boolean ignored,
            double seconds,
            Optional<String> program) {
        /** Of a run that does not keep programs. */
        public TaskEntry(
                Optional<String> pos,
                String name,
                String action,
                String outcome,
                Optional<String> message,
                Optional<String> diff,
                boolean ignored,
                double seconds) {
            this(pos, name, action, outcome, message, diff, ignored, seconds, Optional.empty());
        }
    }
}
