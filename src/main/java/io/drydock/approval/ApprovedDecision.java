package io.drydock.approval;

import io.drydock.facts.Facts;
import io.drydock.fleet.SavedPlan;
import io.drydock.run.ApplyDecision;
import io.drydock.run.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets a host's program run only if enough people have approved it: the one that is rendered now, whatever the plan says.
 *
 * @param other what else has to agree
 * @param required how many
 */
public record ApprovedDecision(ApplyDecision other, SavedPlan plan, Approvals approvals, int required)
        implements ApplyDecision {
    @Override
    public Decision decide(Facts facts, List<TaskResult> predicted) {
        Decision decision = other.decide(facts, predicted);
        Optional<String> program = plan.programNow(predicted);
        if (decision.verdict() != Verdict.APPLY || program.isEmpty()) return decision;
        List<Approvals.Approver> approvers = approvals.of(program.get());
        List<String> notes = new ArrayList<>(decision.message().stream().toList());
        String names = approvers.stream().map(Approvals.Approver::toString).collect(Collectors.joining(", "));
        if (approvers.size() >= required) {
            notes.add("program " + program.get() + " approved by " + names);
            return new Decision(Verdict.APPLY, Optional.of(String.join("\n", notes)));
        }
        return new Decision(
                Verdict.REFUSE,
                Optional.of("the program that it would run now has " + approvers.size() + " of " + required
                        + " approvals; nothing was changed: " + program.get()));
    }
}
