package io.drydock.approval;

import io.drydock.diag.Diagnostic;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who has approved which program.
 *
 * @param refused approvals that do not count, with the reason
 */
public record Approvals(Map<String, List<Approver>> byProgram, List<Diagnostic> refused) {
    /** One person, by all the names that the keys of the approvals have. */
    public record Approver(Set<String> names) {
        public Approver {
            names = Set.copyOf(names);
        }

        @Override
        public String toString() {
            return String.join(" = ", new TreeSet<>(names));
        }
    }

    public static Approvals none() {
        return new Approvals(Map.of(), List.of());
    }

    /** @param programs those that matter: approvals of none of them are left alone */
    public static Approvals of(ApprovalFile.Content content, AllowedSigners signers, Set<String> programs, Instant now)
            throws IOException {
        List<Diagnostic> refused = new ArrayList<>(content.unreadable());
        Map<String, List<Set<String>>> names = new HashMap<>();
        for (SignedApproval signed : content.approvals()) {
            List<String> relevant = signed.approval().programs().stream()
                    .filter(programs::contains)
                    .distinct()
                    .toList();
            if (relevant.isEmpty()) continue;
            switch (judge(signed, signers, now)) {
                case AllowedSigners.Verdict.Good good ->
                    relevant.forEach(p ->
                            names.computeIfAbsent(p, _ -> new ArrayList<>()).add(good.names()));
                case AllowedSigners.Verdict.Bad bad ->
                    refused.add(new Diagnostic(signed.pos(), "this approval does not count: " + bad.why(), ""));
            }
        }
        Map<String, List<Approver>> byProgram = new HashMap<>();
        names.forEach((program, sets) -> byProgram.put(program, people(sets)));
        return new Approvals(Map.copyOf(byProgram), List.copyOf(refused));
    }

    private static AllowedSigners.Verdict judge(SignedApproval signed, AllowedSigners signers, Instant now)
            throws IOException {
        if (!now.isBefore(signed.approval().until()))
            return new AllowedSigners.Verdict.Bad(
                    "it has expired, at " + signed.approval().until());
        return signers.judge(signed);
    }

    /** Signatures that share a name are one person's, so that nobody counts twice by a second key, or by a second name of one key. */
    private static List<Approver> people(List<Set<String>> signatures) {
        List<Set<String>> people = new ArrayList<>();
        for (Set<String> names : signatures) {
            Set<String> person = new TreeSet<>(names);
            List<Set<String>> others = new ArrayList<>();
            for (Set<String> known : people) {
                if (known.stream().anyMatch(person::contains)) person.addAll(known);
                else others.add(known);
            }
            others.add(person);
            people = others;
        }
        return people.stream().map(Approver::new).toList();
    }

    /** In the order of their approvals. */
    public List<Approver> of(String program) {
        return Optional.ofNullable(byProgram.get(program)).orElse(List.of());
    }
}
