package io.drydock.cli;

import io.drydock.action.Trust;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.journal.RunState;
import io.drydock.json.Records;
import io.drydock.report.StatusReport;
import io.drydock.run.ApplyDecision;
import io.drydock.run.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that takes what a run was asked for from its journal. */
abstract class AgainCommand implements Callable<Integer> {
    final Console console;

    @Mixin
    RunParameter run;

    @Option(
            names = {"-e", "--extra-vars"},
            paramLabel = "K=V|@FILE|{...}",
            description = "The secret variables that the run was begun with, which are in no journal. Repeatable.")
    List<String> extraVars = List.of();

    @Mixin
    OutputOptions output;

    AgainCommand(Console console) {
        this.console = console;
    }

    /** Fails where the run is not one that this can be done with. */
    abstract void check(RunState state, boolean owned);

    /** The hosts that it is done with. */
    abstract List<String> hosts(RunState state);

    /** @param request without secrets, as the journal has it */
    abstract Recording recording(RunState state, JournaledRequest request, RunCommand.Prepared prepared);

    @Override
    public final Integer call() throws IOException {
        Runs runs = new Runs(console);
        String name = runs.named(run.name);
        trust(name);
        StatusReport status = runs.status(name);
        RunState state = status.run();
        check(state, status.owned());
        List<String> hosts = hosts(state);
        if (hosts.isEmpty()) {
            console.out().println("nothing is left to do: every host of the run has ended as it should");
            return 0;
        }
        JournaledRequest journaled =
                Records.of(JournaledRequest.class, state.began().request());
        RunRequest request = request(journaled, name);
        RunCommand.Prepared prepared = new RunCommand(console, request)
                .prepare(journaled.asked().playbooks())
                .only(hosts);
        Recording recording = recording(state, journaled, prepared);
        Function<String, ApplyDecision> gates = journaled
                .plan()
                .map(plan ->
                        new SavedPlans(console, request).gates(plan.file(), plan.replanDrifted(), plan.demand(), hosts))
                .orElse(_ -> ApplyDecision.OPEN);
        Sessions.Ended ended = prepared.apply(gates, journaled.plan().isPresent(), recording);
        return prepared.sessions().report("apply", ended, Mode.APPLY);
    }

    /** Whoever could write there could have anything run. */
    private void trust(String name) {
        Diagnostics problems = new Diagnostics();
        Path folder = Runs.store().folder().resolve(name);
        Trust.ofCaller(System.getenv()).check(folder, problems);
        console.failOn(problems);
    }

    private RunRequest request(JournaledRequest journaled, String name) {
        PlaybookRequest given = new PlaybookRequest(ExtraVars.of(extraVars), Set.of(), Set.of(), Set.of(), false);
        RunRequest open = journaled.request(given, output.requestOfRun());
        List<ExtraVars> variables = new VariablesAgain(console, open).of(journaled.asked(), "run", SourcePos.of(name));
        return new RunRequest(
                open.inventory(),
                new PlaybookRequest(
                        variables,
                        Set.copyOf(journaled.asked().answered().orElse(List.of())),
                        journaled.asked().tags(),
                        journaled.asked().skipTags(),
                        false),
                open.connection(),
                open.output());
    }
}
