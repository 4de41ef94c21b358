package io.drydock.cli;

import io.drydock.approval.ApprovalFile;
import io.drydock.approval.SignedApproval;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Printable;
import io.drydock.fleet.PlanFile;
import io.drydock.fleet.SavedPlan;
import io.drydock.report.HostNameList;
import io.drydock.report.JsonReport;
import io.drydock.report.StatusReport;
import io.drydock.report.TextReport;
import io.drydock.run.HostResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Prints a saved plan as it was made, or a run as far as it has come. No host is contacted.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class ShowCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    OutputOptions output;

    @Option(
            names = "--programs",
            description = "Of a saved plan: also print what each task renders to, its check and its apply.")
    boolean programs;

    @Parameters(
            arity = "1",
            paramLabel = "PLAN|RUN",
            description =
                    "A file that plan --out has made; or the name of a run, or a part that no other run's name has.")
    Path file;

    ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(file)) return run(file.toString());
        Diagnostics problems = new Diagnostics();
        Optional<SavedPlan> read = PlanFile.read(file, problems);
        console.failOn(problems);
        SavedPlan plan = read.orElseThrow();
        if (output.request().json()) {
            console.out().println(JsonReport.of("show", plan.run(), plan.results(), false));
            return 0;
        }
        new TextReport(console.out(), console.style(), output.request().verbosity()).print(plan.results());
        String playbooks =
                plan.request().playbooks().stream().map(Path::toString).collect(Collectors.joining(" "));
        console.out()
                .println(Printable.line("made " + plan.created() + " as run " + plan.run() + " from " + playbooks
                        + ", inventory " + String.join(" ", plan.request().inventory())));
        plan.changed().forEach(f -> console.out().println(Printable.line("changed since: " + f)));
        if (plan.approvals() > 0) approvals(plan);
        if (programs)
            PlanFile.programs(file)
                    .forEach((print, text) -> console.out()
                            .println("\n# " + Printable.line(print + tasks(plan, print)) + "\n" + text.strip()));
        return 0;
    }

    /** Only apply is told whose signatures count. */
    private void approvals(SavedPlan plan) throws IOException {
        List<SignedApproval> found = ApprovalFile.of(file).read().approvals();
        console.out().println("needs approvals (" + plan.approvals() + ") of:");
        plan.programs()
                .forEach((program, hosts) -> console.out()
                        .println("  program " + program + " " + HostNameList.of(hosts, false) + ", signatures: "
                                + found.stream()
                                        .filter(s -> s.approval().programs().contains(program))
                                        .count()));
    }

    private int run(String named) throws IOException {
        if (programs)
            throw console.fail(
                    "--programs", "is for saved plans, and there is no file " + named, "see: drydock show -h");
        Runs runs = new Runs(console);
        StatusReport status = runs.status(runs.named(named, "neither a file nor a run"));
        List<HostResult> results = status.results();
        if (output.request().json()) {
            console.out().println(JsonReport.of("show", status.name(), results, false));
            return 0;
        }
        if (!results.isEmpty()) {
            new TextReport(console.out(), console.style(), output.request().verbosity()).print(results);
            console.out().println();
        }
        status.print(console.out());
        return 0;
    }

    private static String tasks(SavedPlan plan, String program) {
        return plan.results().stream()
                .flatMap(r -> r.tasks().stream())
                .filter(t -> t.program().equals(Optional.of(program)))
                .map(t -> ", " + t.name())
                .distinct()
                .collect(Collectors.joining());
    }
}
