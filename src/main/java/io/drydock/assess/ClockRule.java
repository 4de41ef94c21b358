package io.drydock.assess;

import java.util.List;

/** The clock is near the controller's: with one that is far off, certificates and signed repositories are refused. */
record ClockRule() implements Rule {
    private static final long TOLERATED_SECONDS = 300;

    @Override
    public List<Finding> judge(Observed host) {
        long off = host.survey().seconds() - host.now();
        if (host.survey().seconds() == 0 || Math.abs(off) <= TOLERATED_SECONDS) return List.of();
        var reason = "the host's is " + Math.abs(off) / 60 + " minutes " + (off < 0 ? "behind" : "ahead")
                + ": certificates and signed repositories may be refused";
        return List.of(Finding.warning("clock", reason, Remedy.task("package: {name: chrony}")));
    }
}
