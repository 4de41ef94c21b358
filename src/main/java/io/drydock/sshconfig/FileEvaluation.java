package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.sshconfig.KnownOption.Refusal;
import io.drydock.sshconfig.PercentTokens.Expanded;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Goes through files for one host, line by line, and collects what holds for it. Lines that do not hold are looked at, too: an unknown
 * option is a mistake wherever it stands.
 */
final class FileEvaluation {
    private static final int DEPTH = 16;

    private final Shared shared;
    private final Collected collected;
    private final Matching matching;
    private final String host;
    private boolean active = true;
    /** The line that nobody can tell of whether it fits, while those after it are read. */
    private Optional<Directive.MatchLine> undecided = Optional.empty();

    /** What all hosts share. */
    record Shared(ConfigFiles files, LocalMachine machine, MatchExec exec, Diagnostics problems) {}

    /** @param host the name that Host compares with */
    FileEvaluation(Shared shared, Collected collected, Matching matching, String host) {
        this.shared = shared;
        this.collected = collected;
        this.matching = matching;
        this.host = host;
    }

    /** @param own whether it is a file of the user, in which paths begin at ~/.ssh */
    void read(ConfigFile file, boolean own) {
        active = true;
        undecided = Optional.empty();
        read(file, own, false, 0);
    }

    private void read(ConfigFile file, boolean own, boolean never, int depth) {
        for (Directive line : file.directives()) {
            switch (line) {
                case Directive.HostLine hosts -> {
                    active = !never && fits(hosts.patterns());
                    undecided = Optional.empty();
                }
                case Directive.MatchLine match -> {
                    Optional<Boolean> fits = matching.fits(match, !never);
                    active = fits.orElse(false) && !never;
                    undecided = fits.isPresent() ? Optional.empty() : Optional.of(match);
                }
                case Directive.Include include -> {
                    undecided.ifPresent(this::refuse);
                    include(include, own, never, depth);
                }
                case Directive.Unknown unknown -> unknown(unknown);
                case Directive.Option option -> option(option);
            }
        }
    }

    private void option(Directive.Option option) {
        if (collected.wouldTake(option)) undecided.ifPresent(this::refuse);
        if (!active) return;
        if (option.option().role() instanceof Refusal)
            shared.problems.error(
                    option.pos(),
                    "RefuseConnection: " + option.values().getFirst(),
                    "leave these hosts out, or remove the line");
        collected.add(option);
    }

    /** Such lines often run a command for its own sake, and then nothing follows that would make a difference. */
    private void refuse(Directive.MatchLine line) {
        shared.problems.error(
                line.pos(),
                "Match exec decides whether these lines hold, and no command of a file is run",
                "allow it with --ssh-config-exec, or write the hosts it is for");
        undecided = Optional.empty();
    }

    private void unknown(Directive.Unknown unknown) {
        boolean ignored = collected
                .value(Keyword.IGNORE_UNKNOWN)
                .filter(list -> WildcardPattern.hostInList(unknown.name(), list) == WildcardPattern.Answer.YES)
                .isPresent();
        if (!ignored)
            shared.problems.error(
                    unknown.pos(), "unknown option \"" + unknown.name() + "\"", KnownOption.remedy(unknown.name()));
    }

    private boolean fits(List<String> patterns) {
        boolean fits = false;
        for (String pattern : patterns) {
            boolean negated = pattern.startsWith("!");
            if (!WildcardPattern.matches(host, negated ? pattern.substring(1) : pattern)) continue;
            if (negated) return false;
            fits = true;
        }
        return fits;
    }

    private void include(Directive.Include include, boolean own, boolean never, int depth) {
        boolean outer = active;
        for (String written : include.paths()) {
            switch (matching.tokens().variables(written)) {
                case Expanded.Failed failed ->
                    shared.problems.error(include.pos(), "Include " + written + ": " + failed.why(), failed.remedy());
                case Expanded.Text path -> {
                    for (Path file : files(path.text(), include.pos(), own)) {
                        include(file, include.pos(), own, never || !outer, depth);
                        active = outer;
                        undecided = Optional.empty();
                    }
                }
            }
        }
    }

    private void include(Path file, SourcePos pos, boolean own, boolean never, int depth) {
        if (depth >= DEPTH) {
            shared.problems.error(
                    pos, "files include each other more than " + DEPTH + " deep", "does one include itself?");
            return;
        }
        shared.files.included(file).ifPresent(f -> read(f, own, never, depth + 1));
    }

    private List<Path> files(String path, SourcePos pos, boolean own) {
        if (path.startsWith("~") && !own) {
            shared.problems.error(
                    pos, "a file of the system includes none of a user", "write a path that begins with /");
            return List.of();
        }
        String folder = own ? shared.machine.home().resolve(".ssh").toString() : "/etc/ssh";
        return switch (matching.tokens().tilde(path)) {
            case Expanded.Failed _ -> List.of();
            case Expanded.Text all ->
                shared.files.matching(all.text().startsWith("/") ? all.text() : folder + "/" + all.text());
        };
    }
}
