package io.drydock.run;

import io.drydock.facts.Facts;
import io.drydock.facts.Survey;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import java.util.List;
import java.util.Map;

/** Facts and survey of one host. */
public final class SurveySession extends Visit {
    private static final List<String> SECTIONS = List.of("facts.sh", "lib/openpgp.sh", "survey.sh");

    private final FactsProgram program;
    private Survey survey = Survey.NONE;
    private long at;

    public SurveySession(Access access, FactsProgram program) {
        super(access);
        this.program = program;
    }

    @Override
    HostResult on(Remote remote) throws RemoteException, ProgramFailure {
        Map<String, String> raw = program.read(remote, access, SECTIONS, true);
        survey = Survey.of(raw);
        at = System.currentTimeMillis() / 1000;
        return HostResult.of(host(), Facts.of(raw));
    }

    public SurveyedHost surveyed() {
        HostResult result = result(); // first: what else was told is there when the result is
        return new SurveyedHost(result, survey, redactor::clean, at);
    }
}
