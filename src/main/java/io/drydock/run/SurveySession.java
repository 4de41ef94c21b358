package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.facts.Facts;
import io.drydock.facts.Survey;
import io.drydock.remote.Connector;
import io.drydock.remote.Place;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts and survey of hosts, each connected to for one program and left. */
public final class SurveySession {
    private static final List<String> SECTIONS = List.of("facts.sh", "survey.sh");

    private final FactsProgram program;

    public SurveySession(ActionLibrary library, Duration timeout, String run) {
        this.program = new FactsProgram(library, timeout, run);
    }

    public Surveyed run(Connector connector, Access access, Place place) {
        try (Remote remote = connector.connect(access.target(), place)) {
            Map<String, String> raw = program.read(remote, access, SECTIONS, true);
            return new Surveyed(
                    result(access, HostResult.Status.OK, Optional.of(Facts.of(raw)), Optional.empty()),
                    Survey.of(raw),
                    Redactor.of(access, List.of())::clean,
                    System.currentTimeMillis() / 1000);
        } catch (RemoteException e) {
            return without(access, HostResult.Status.of(e), HostSession.message(e));
        } catch (ProgramFailure e) {
            return without(access, HostResult.Status.FAILED, e.getMessage());
        }
    }

    /** Of a host on which the work has ended by something that nobody has foreseen. */
    public Surveyed failed(Access access, Throwable e) {
        return without(access, HostResult.Status.FAILED, HostSession.message(e));
    }

    private static Surveyed without(Access access, HostResult.Status status, String message) {
        Redactor redactor = Redactor.of(access, List.of());
        return new Surveyed(
                result(access, status, Optional.empty(), Optional.of(redactor.clean(message))),
                Survey.NONE,
                redactor::clean,
                0);
    }

    private static HostResult result(
            Access access, HostResult.Status status, Optional<Facts> facts, Optional<String> message) {
        return new HostResult(access.target().name(), status, facts, List.of(), message, List.of(), Optional.empty());
    }
}
