package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import io.drydock.sshconfig.Criterion.Kind;
import io.drydock.sshconfig.PercentTokens.Expanded;
import io.drydock.sshconfig.WildcardPattern.Answer;
import java.util.Optional;

/** Whether the lines of Match fit a host, with what is known of it when they are read. */
final class Matching {
    /** What a condition on the client's version compares with: whose behaviour this is. */
    private static final String VERSION = "OpenSSH_10.0p2";

    /** Drydock runs a shell, which reads its programs from standard input. */
    private static final String COMMAND = "sh";

    private static final String SESSION = "exec";

    private final Collected collected;
    private final LocalMachine machine;
    private final MatchExec exec;
    private final Diagnostics problems;
    private final String host;
    private final String originalHost;
    private final boolean last;
    private boolean wantsLast;

    /**
     * @param host the name as it is known in this pass
     * @param last whether this is the second pass, in which the name is final
     */
    Matching(Collected collected, FileEvaluation.Shared shared, String host, String originalHost, boolean last) {
        this.collected = collected;
        this.machine = shared.machine();
        this.exec = shared.exec();
        this.problems = shared.problems();
        this.host = host;
        this.originalHost = originalHost;
        this.last = last;
    }

    /** Whether a line has asked for a second pass. */
    boolean wantsLast() {
        return wantsLast;
    }

    /**
     * Whether the line fits; empty where only a command could tell that may not be run.
     *
     * @param decides whether anything depends on the answer
     */
    Optional<Boolean> fits(Directive.MatchLine line, boolean decides) {
        boolean fits = true;
        boolean undecided = false;
        for (Criterion criterion : line.criteria()) {
            wantsLast |= criterion.kind() == Kind.FINAL && !criterion.negated();
            if (!fits) continue;
            if (criterion.kind() != Kind.EXEC) {
                fits = holds(criterion) != criterion.negated();
                continue;
            }
            Optional<Boolean> answer = decides ? execute(line, criterion) : Optional.of(false);
            if (answer.isEmpty()) undecided = true;
            else fits = answer.get() != criterion.negated();
        }
        return fits && undecided ? Optional.empty() : Optional.of(fits);
    }

    private Optional<Boolean> execute(Directive.MatchLine line, Criterion criterion) {
        if (!HostResolver.isPlain(originalHost)) return Optional.empty();
        return switch (tokens().percent(criterion.argument())) {
            case Expanded.Text command -> exec.succeeds(command.text());
            case Expanded.Failed failed -> {
                problems.error(line.pos(), "Match exec: " + failed.why(), failed.remedy());
                yield Optional.of(false);
            }
        };
    }

    private boolean holds(Criterion criterion) {
        String argument = criterion.argument();
        return switch (criterion.kind()) {
            case ALL -> true;
            case CANONICAL, FINAL -> last;
            case HOST -> WildcardPattern.hostInList(hostName(), argument) == Answer.YES;
            case ORIGINALHOST -> WildcardPattern.hostInList(originalHost, argument) == Answer.YES;
            case USER -> fits(user(), argument);
            case LOCALUSER -> fits(machine.user(), argument);
            case LOCALNETWORK -> Networks.haveThisMachine(argument);
            case VERSION -> fits(VERSION, argument);
            case TAGGED -> {
                String tag = collected.value(Keyword.TAG).orElse("");
                yield tag.isEmpty() ? argument.isEmpty() : fits(tag, argument);
            }
            case COMMAND -> fits(COMMAND, argument);
            case SESSIONTYPE -> fits(SESSION, argument);
            case EXEC -> throw new IllegalStateException("decided elsewhere");
        };
    }

    private static boolean fits(String text, String list) {
        return WildcardPattern.inList(text, list) == Answer.YES;
    }

    private String user() {
        return collected.value(Keyword.USER).orElse(machine.user());
    }

    /** With what HostName has said so far. */
    private String hostName() {
        if (last) return host;
        return collected
                .value(Keyword.HOST_NAME)
                .map(name -> PercentTokens.ofHost(host, machine).percent(name))
                .map(name -> name instanceof Expanded.Text text ? text.text() : host)
                .orElse(host);
    }

    /** What the commands and paths in files may name. */
    PercentTokens tokens() {
        String name = hostName();
        return PercentTokens.of(
                new PercentTokens.Connection(
                        name,
                        originalHost,
                        collected.number(Keyword.PORT, 22),
                        user(),
                        collected.value(Keyword.HOST_KEY_ALIAS).orElse(name),
                        collected
                                .unlessNone(Keyword.PROXY_JUMP)
                                .flatMap(JumpSpec::last)
                                .map(JumpSpec::host)
                                .orElse("")),
                machine);
    }
}
