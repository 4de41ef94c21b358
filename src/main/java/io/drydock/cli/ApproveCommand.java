package io.drydock.cli;

import io.drydock.approval.Approval;
import io.drydock.approval.ApprovalFile;
import io.drydock.approval.SigningKey;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Durations;
import io.drydock.diag.Printable;
import io.drydock.diag.SourcePos;
import io.drydock.fleet.ExitCode;
import io.drydock.fleet.PlanFile;
import io.drydock.fleet.SavedPlan;
import io.drydock.report.HostNameList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        description = {
            "Signs what a saved plan would run, with your ssh key. No host is contacted.",
            "The signature goes to PLAN.approvals. To read before: drydock show --programs PLAN"
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class ApproveCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Console console;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Private key, or the public half of one that an agent has. Default: the first in ~/.ssh")
    Optional<Path> key = Optional.empty();

    @Option(
            names = "--valid-for",
            paramLabel = "TIME",
            defaultValue = "7d",
            description = "How long the approval holds, such as 12h or 7d. Default: ${DEFAULT-VALUE}")
    String validFor;

    @Parameters(arity = "1", paramLabel = "PLAN", description = "A file that plan -o has made.")
    Path file;

    ApproveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Diagnostics problems = new Diagnostics();
        Duration valid = Durations.of(validFor).orElse(Duration.ZERO);
        if (valid.isZero() || valid.compareTo(LONGEST) > 0)
            problems.error(
                    SourcePos.of("--valid-for"), "\"" + validFor + "\" is no time up to a year", Durations.REMEDY);
        Optional<SavedPlan> read = PlanFile.read(file, problems);
        console.refuse(problems);
        Map<String, List<String>> programs = read.orElseThrow().programs();
        if (programs.isEmpty()) {
            console.out().println("nothing to approve: the plan changes nothing");
            return ExitCode.OK.status;
        }
        sign(programs, valid);
        return ExitCode.OK.status;
    }

    private void sign(Map<String, List<String>> programs, Duration valid) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Approval approval = new Approval(now, now.plus(valid), List.copyOf(programs.keySet()));
        ApprovalFile approvals = ApprovalFile.of(file);
        SigningKey signer = new SigningKey(key.or(SigningKey::ownKey).orElseThrow(this::noKey));
        Optional<String> signature = signer.sign(approval, console.err()::println);
        if (signature.isEmpty())
            throw refused("--key", "ssh-keygen could not sign with " + signer.file(), "see what it said above");
        approvals.add(approval, signature.get());
        programs.forEach((program, hosts) -> console.out()
                .println(Printable.line("approved: program " + program + ": " + HostNameList.of(hosts, false))));
        console.out().println(Printable.line("until " + approval.until() + ", in " + approvals.path()));
    }

    private InvalidInput noKey() {
        return refused("--key", "there is no key in ~/.ssh", "name one, or make one with: ssh-keygen -t ed25519");
    }

    private InvalidInput refused(String option, String problem, String remedy) {
        Diagnostics problems = new Diagnostics();
        problems.error(SourcePos.of(option), problem, remedy);
        console.refuse(problems);
        return new InvalidInput();
    }
}
