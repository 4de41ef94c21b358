package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.action.ArgumentBinder;
import io.drydock.action.ControllerFiles;
import io.drydock.action.Trust;
import io.drydock.diag.Diagnostics;
import io.drydock.facts.Facts;
import io.drydock.inventory.Inventory;
import io.drydock.playbook.PlaybookReader;
import io.drydock.remote.Target;
import io.drydock.template.TemplateEngine;
import io.drydock.vault.VaultKeyring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The first play of a playbook, ready to be compiled for one host that is at its beginning. */
record PlayBed(BoundPlay play, HostView view, HostContext context) {
    /** Each is a run of its own on this machine. */
    private static final AtomicLong RUNS = new AtomicLong(System.nanoTime());

    private static final TemplateEngine ENGINE = new TemplateEngine();
    private static final Diagnostics OF_LIBRARY = new Diagnostics();
    static final ActionLibrary LIBRARY =
            new ActionLibrary(List.of(Path.of(System.getProperty("drydock.home"), "templates")), ENGINE, OF_LIBRARY);

    /** @throws AssertionError with every problem of the playbook */
    static PlayBed of(Path file, Map<String, Object> given, Facts facts, Mode mode) {
        return of(file, given, facts, mode, LIBRARY);
    }

    /** The same with other actions, whose problems nobody has asked for. */
    static PlayBed of(Path file, Map<String, Object> given, Facts facts, Mode mode, ActionLibrary library) {
        Diagnostics problems = new Diagnostics();
        Inventory inventory = Inventory.read(List.of("host,"), List.of(), VaultKeyring.EMPTY, problems, problems)
                .orElseThrow();
        Variables variables = new Variables(ENGINE, inventory, given, problems);
        List<BoundPlay> plays = new PlaybookReader(ENGINE, library.names(), problems)
                .read(file)
                .map(p -> new Binder(
                                inventory,
                                library,
                                new ArgumentBinder(
                                        ENGINE, new ControllerFiles(Trust.everybody(), VaultKeyring.EMPTY), problems),
                                problems)
                        .bind(p, Set.of("host"), Tags.ALL))
                .orElseThrow(() -> new AssertionError(problems.all()));
        new Checker(variables, problems).check(plays);
        if (!problems.isEmpty() || !OF_LIBRARY.isEmpty())
            throw new AssertionError(problems.all() + " " + OF_LIBRARY.all());
        Target target = Target.local("host");
        Access access = Access.asLoggedIn(target);
        RunOptions options = new RunOptions(
                "test-" + RUNS.incrementAndGet() + "-" + ProcessHandle.current().pid(),
                1,
                new RunOptions.Owner("tester@here", "now"),
                mode,
                Duration.ofSeconds(60),
                Optional.empty(),
                Duration.ZERO,
                true,
                new StopSignal(),
                Optional.empty());
        HostContext context = new HostContext(
                inventory.hosts().getFirst(),
                access,
                library,
                variables,
                options,
                new ActionBed.Silent(),
                Redactor.of(access, List.of()),
                _ -> Optional.empty(),
                Optional.empty());
        HostView view = HostView.of(JudgedFacts.of(facts, library)).atPlay(true);
        return new PlayBed(plays.getFirst(), view, context);
    }

    Compiler compiler() {
        return new Compiler(context);
    }

    /** The first program of the play. */
    Segment compile() {
        return compiler().compile(play, view);
    }

    /** All programs of the play, one after the other, for a host that tells nothing of them. */
    List<String> programs() {
        List<String> all = new ArrayList<>();
        for (HostView now = view; now.isLeft(play); ) {
            Segment segment = compiler().compile(play, now);
            all.add(segment.program());
            now = now.after(play, segment, List.of(), "");
        }
        return all;
    }
}
