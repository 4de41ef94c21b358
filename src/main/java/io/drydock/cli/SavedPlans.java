package io.drydock.cli;

import io.drydock.diag.Bug;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.fleet.Drift;
import io.drydock.fleet.ExitCode;
import io.drydock.fleet.PlanFile;
import io.drydock.fleet.SavedPlan;
import io.drydock.inventory.Host;
import io.drydock.inventory.Inventory;
import io.drydock.run.ApplyDecision;
import io.drydock.run.HostResult;
import io.drydock.run.Mode;
import io.drydock.template.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Makes saved plans, and applies them as they are. */
final class SavedPlans {
    private final Console console;
    private final RunRequest request;

    SavedPlans(Console console, RunRequest request) {
        this.console = console;
        this.request = request;
    }

    /**
     * Plans, prints the plan and saves it.
     *
     * @param approvals how many people have to approve it
     */
    int save(List<Path> files, Path to, int approvals) {
        if (Files.isDirectory(to) || !Files.isWritable(KeptRequest.absolute(to).getParent()))
            throw unwritable(to, "its folder cannot be written to");
        RunCommand.Prepared prepared = new RunCommand(console, request).prepare(files);
        SavedPlan.Request asked = new KeptRequest(prepared.request()).of(files, prepared.hidden());
        Map<Path, String> prints = SavedPlan.fingerprints(
                prepared.inputs()); // as they were read: somebody may edit them while the plan is made
        Sessions.Ended ended = prepared.plan(true);
        if (console.interruption().raised()) {
            prepared.sessions().report("plan", ended, Mode.PLAN);
            console.err().println("drydock: interrupted, and not saved as " + to);
            return ExitCode.INTERRUPTED.status;
        }
        String now = OffsetDateTime.now(ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        SavedPlan plan = new SavedPlan(now, ended.id(), Bug.version(), approvals, asked, prints, List.of());
        try {
            PlanFile.write(to, plan, ended.results());
        } catch (IOException e) {
            throw unwritable(to, e.toString());
        }
        int status = prepared.sessions().report("plan", ended, Mode.PLAN);
        if (!request.output().json()) {
            String named = ShellWord.typed(to.toString());
            if (approvals > 0) console.out().println("needs approvals (" + approvals + "): drydock approve " + named);
            console.out().println("saved as " + to + "; apply it with: drydock apply " + named);
        }
        return status;
    }

    private InvalidInput unwritable(Path to, String why) {
        return console.fail(
                "--out",
                "the plan cannot be saved as " + to + ": " + why,
                "name a file in a folder that can be written");
    }

    /**
     * Applies a saved plan to the hosts whose facts and checks are still those of the plan.
     *
     * @param replan the hosts that have drifted are brought to the goal by the plan they have now
     * @param demand who must have approved it
     */
    int apply(Path file, boolean replan, boolean journaled, ApprovalDemand demand) {
        SavedPlan plan = read(file);
        RunRequest planned = adopt(plan.request(), file);
        RunCommand.Prepared prepared =
                new RunCommand(console, planned).prepare(plan.request().playbooks());
        List<String> within = limited(plan, prepared.inventory());
        Function<String, ApplyDecision> gates = gates(file, plan, replan, demand, within);
        RunCommand.Prepared part = prepared.only(within);
        Recording recording = journaled ? recording(planned, plan, file, replan, demand, prepared) : Recording.none();
        return part.sessions().report("apply", part.apply(gates, true, recording), Mode.APPLY);
    }

    /** Of a run that applies a saved plan, once more. */
    Function<String, ApplyDecision> gates(Path file, boolean replan, ApprovalDemand demand, List<String> hosts) {
        return gates(file, read(file), replan, demand, hosts);
    }

    /** Fails, with no host touched, when the plan lacks approvals. */
    private Function<String, ApplyDecision> gates(
            Path file, SavedPlan plan, boolean replan, ApprovalDemand demand, List<String> hosts) {
        UnaryOperator<ApplyDecision> approved =
                new ApprovalCheck(console, request.inventory().trust(), file, plan).check(demand, hosts);
        return host -> approved.apply(new Drift(plan.host(host).orElseThrow(), replan));
    }

    private Recording recording(
            RunRequest planned,
            SavedPlan plan,
            Path file,
            boolean replan,
            ApprovalDemand demand,
            RunCommand.Prepared prepared) {
        List<Path> inputs = new ArrayList<>(prepared.inputs());
        inputs.add(file);
        return new NewRun(
                console,
                RunId.fresh(),
                "apply",
                JournaledRequest.of(
                        planned, plan.request(), Optional.of(JournaledRequest.Plan.of(file, replan, demand))),
                SavedPlan.fingerprints(inputs));
    }

    private SavedPlan read(Path file) {
        Diagnostics problems = new Diagnostics();
        request.inventory().trust().check(file, problems);
        Optional<SavedPlan> plan = PlanFile.read(file, problems);
        plan.ifPresent(p -> p.changed()
                .forEach(f -> problems.error(
                        SourcePos.of(f.toString()),
                        "has changed since the plan was made",
                        "plan again, or bring back what the plan was made from")));
        console.failOn(problems);
        return plan.orElseThrow();
    }

    /** What the plan was asked for; the command line may only add how to connect, and the secrets. */
    private RunRequest adopt(SavedPlan.Request plan, Path file) {
        ConnectionRequest connection = request.connection();
        refuseCommands(plan, file);
        checkConfig(plan);
        return new RunRequest(
                new InventoryRequest(
                        plan.inventory(),
                        plan.limit(),
                        request.inventory().trustFiles(),
                        request.inventory().keys(),
                        request.inventory().allowLookups(),
                        request.inventory().vault()),
                new PlaybookRequest(
                        new VariablesAgain(console, request).of(plan, "plan", SourcePos.of(file.toString())),
                        Set.copyOf(plan.answered().orElse(List.of())),
                        plan.tags(),
                        plan.skipTags(),
                        request.playbook().heedsWarnings()),
                connection.orElse(plan),
                request.output());
    }

    /** Whoever gives somebody a plan must not run commands on that machine, which no sum of the plan is for. */
    private void refuseCommands(SavedPlan.Request plan, Path file) {
        SshConfigRequest typed = request.connection().sshConfig();
        boolean bySsh = SshConfigRequest.of(plan.ssh()).namesCommand() && !typed.namesCommand();
        boolean byVariables = ssh(plan).anyMatch(SshVariable::mayNameCommand);
        if (bySsh || byVariables)
            throw console.fail(
                    file.toString(),
                    "the plan names a ProxyCommand, which would run on this machine",
                    bySsh
                            ? "give it again, if it is yours: apply -o ProxyCommand=..."
                            : "plan again, with the command in the inventory");
    }

    /** A file of ssh_config can name one, too; what is typed again is the caller's. */
    private void checkConfig(SavedPlan.Request plan) {
        SshConfigRequest typed = request.connection().sshConfig();
        Optional<Path> obeyed = typed.orElse(plan.ssh()).named();
        Stream<Path> files = obeyed.isPresent() ? obeyed.stream() : ssh(plan).flatMap(v -> v.file().stream());
        Diagnostics problems = new Diagnostics();
        files.filter(f -> !typed.named().equals(Optional.of(f)))
                .forEach(f -> request.inventory().trust().check(f, problems));
        console.failOn(problems);
    }

    private Stream<SshVariable> ssh(SavedPlan.Request plan) {
        return ExtraVars.of(plan.extraVars()).stream()
                .flatMap(v -> v.ssh(request.inventory().keys()).stream());
    }

    private List<String> limited(SavedPlan plan, Inventory read) {
        Optional<String> limit = request.inventory().limit();
        List<String> planned = plan.results().stream().map(HostResult::host).toList();
        if (limit.isEmpty()) return planned;
        Diagnostics problems = new Diagnostics();
        List<String> named = request.inventory().limited(read, problems).stream()
                .map(Host::name)
                .toList();
        console.failOn(problems);
        List<String> both = planned.stream().filter(named::contains).toList();
        if (both.isEmpty())
            throw console.fail("--limit", "no host of the plan matches " + limit.get(), "see: drydock show FILE");
        return both;
    }
}
