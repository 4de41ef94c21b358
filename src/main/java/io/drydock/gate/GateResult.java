package io.drydock.gate;

import io.drydock.diag.Labelled;

/** What a gate came to; the message says what was found. Only PASS lets a run go on by itself. */
public record GateResult(Outcome outcome, String message) {
    public enum Outcome implements Labelled {
        PASS,
        FAIL,
        /** It cannot be told whether it passes. */
        INCONCLUSIVE
    }

    public static GateResult pass(String message) {
        return new GateResult(Outcome.PASS, message);
    }

    public static GateResult fail(String message) {
        return new GateResult(Outcome.FAIL, message);
    }

    public static GateResult inconclusive(String message) {
        return new GateResult(Outcome.INCONCLUSIVE, message);
    }

    public boolean passes() {
        return outcome == Outcome.PASS;
    }
}
