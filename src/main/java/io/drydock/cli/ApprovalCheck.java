package io.drydock.cli;

import io.drydock.action.Trust;
import io.drydock.approval.AllowedSigners;
import io.drydock.approval.ApprovalFile;
import io.drydock.approval.Approvals;
import io.drydock.approval.ApprovedDecision;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.fleet.SavedPlan;
import io.drydock.report.HostNameList;
import io.drydock.run.ApplyDecision;
import io.drydock.template.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Whether a saved plan has the approvals that are demanded of it. */
final class ApprovalCheck {
    private static final int SHOWN = 12; // programs one wants to read about

    private final Console console;
    private final Trust trust;
    private final Path file;
    private final SavedPlan plan;
    private final Diagnostics problems = new Diagnostics();

    ApprovalCheck(Console console, Trust trust, Path file, SavedPlan plan) {
        this.console = console;
        this.trust = trust;
        this.file = file;
        this.plan = plan;
    }

    /**
     * Fails, with no host touched, when a program of these hosts lacks approvals. What comes back has every host hold to what was approved,
     * also one whose program is another by the time it is applied.
     */
    UnaryOperator<ApplyDecision> check(ApprovalDemand demand, List<String> hosts) {
        int required = Math.max(plan.approvals(), demand.required());
        if (required == 0) return decision -> decision;
        Approvals approvals = approvals(demand, programs(hosts), required);
        return decision -> new ApprovedDecision(decision, plan, approvals, required);
    }

    private Map<String, List<String>> programs(List<String> hosts) {
        Map<String, List<String>> programs = new LinkedHashMap<>();
        plan.programs().forEach((program, all) -> {
            List<String> some = all.stream().filter(hosts::contains).toList();
            if (!some.isEmpty()) programs.put(program, some);
        });
        return programs;
    }

    private Approvals approvals(ApprovalDemand demand, Map<String, List<String>> programs, int required) {
        if (programs.isEmpty()) return Approvals.none();
        Path signers = demand.signersOr(Path.of(System.getProperty("user.home"), ".ssh", "allowed_signers"));
        if (Files.isRegularFile(signers)) trust.check(signers, problems);
        else
            problems.error(
                    SourcePos.of("--allowed-signers"),
                    "there is no file " + signers + " that says whose approvals count",
                    "write a line into it for each approver: NAME " + "$(cat id_ed25519.pub)");
        console.failOn(problems);
        Approvals approvals = read(new AllowedSigners(signers), programs);
        List<String> lacking = new ArrayList<>();
        programs.forEach((program, hosts) -> {
            List<Approvals.Approver> approvers = approvals.of(program);
            if (approvers.size() < required) lacking.add(lacking(program, hosts, approvers, required));
        });
        tell(lacking, approvals);
        return approvals;
    }

    private Approvals read(AllowedSigners signers, Map<String, List<String>> programs) {
        ApprovalFile approvals = ApprovalFile.of(file);
        try {
            return Approvals.of(approvals.read(), signers, programs.keySet(), Instant.now());
        } catch (IOException e) {
            problems.error(SourcePos.of(approvals.path().toString()), VaultFile.reason(e), "");
            console.failOn(problems);
            return Approvals.none();
        }
    }

    private static String lacking(
            String program, List<String> hosts, List<Approvals.Approver> approvers, int required) {
        String names = approvers.stream().map(Approvals.Approver::toString).collect(Collectors.joining(", "));
        return "program " + program + ", " + HostNameList.of(hosts, false) + ": " + approvers.size() + " of " + required
                + (names.isEmpty() ? "" : " (" + names + ")");
    }

    /** Approvals that do not count are a reason to fail only where they are missed. */
    private void tell(List<String> lacking, Approvals approvals) {
        if (lacking.isEmpty()) {
            approvals.refused().forEach(d -> problems.warn(d.pos(), d.message(), d.remedy()));
            console.warn(problems);
            return;
        }
        int shown = Math.min(SHOWN, lacking.size());
        problems.error(
                SourcePos.of(file.toString()),
                "the plan lacks approvals:\n  " + String.join("\n  ", lacking.subList(0, shown))
                        + (lacking.size() > shown ? "\n  and " + (lacking.size() - shown) + " more" : ""),
                "have somebody review it and run: drydock approve " + ShellWord.typed(file.toString()));
        approvals.refused().forEach(problems::add);
        console.failOn(problems);
    }
}
