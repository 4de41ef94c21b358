package io.drydock.report;

import io.drydock.assess.Assessment;
import io.drydock.assess.Assessor;
import io.drydock.assess.Observed;
import io.drydock.assess.Verdict;
import io.drydock.run.HostResult;
import io.drydock.run.SurveyedHost;
import java.util.List;
import java.util.Optional;

/** @param assessment empty when the host could not be reached, or did not tell its facts */
public record AssessedHost(HostResult result, Optional<Assessment> assessment) {
    /** A host whose facts cannot be judged has failed, and costs no other host its verdict. */
    public static AssessedHost of(SurveyedHost host, Assessor assessor) {
        try {
            return new AssessedHost(
                    host.result(),
                    host.result()
                            .facts()
                            .map(facts -> assessor.assess(new Observed(facts, host.survey(), host.at()))
                                    .shown(host.shown())));
        } catch (RuntimeException | Error e) {
            return new AssessedHost(host.result().failed(e), Optional.empty());
        }
    }

    public static boolean allReady(List<AssessedHost> hosts) {
        return hosts.stream().allMatch(host -> host.is(Verdict.READY));
    }

    boolean is(Verdict verdict) {
        return assessment.filter(a -> a.verdict() == verdict).isPresent();
    }

    /** The verdict, or why there is none. */
    String label() {
        return assessment.map(a -> a.verdict().label()).orElse(result.status().label());
    }
}
