package io.drydock.run;

import io.drydock.diag.Labelled;

/** What a program tells the controller, as {@link EventKind} reads it. */
sealed interface Event {
    /** The program runs. */
    record Start(Seal seal) implements Event {}

    /**
     * What follows is what the program has told before, from {@code offset} bytes on: it runs in a session of its own.
     *
     * @param marker of its events
     * @param generation how often it has been started
     */
    record Attached(String marker, long generation, long offset) implements Event {}

    /** The program has ended before the next step, as it was asked to. */
    record Halted() implements Event {}

    /** Why the program ends without having done anything. */
    record Fatal(String message) implements Event {}

    /** The program has come to its end. */
    record Finish() implements Event {}

    record Fact(String name, String value) implements Event {}

    /** Of one step of the program. */
    sealed interface OfStep extends Event {
        /** The step's id, at least 1. */
        int step();
    }

    /** The next part, as base64, of a file that the controller is to keep. */
    record Part(int step, String base64) implements OfStep {}

    /** The file has been told whole. */
    record Kept(int step, String sha256) implements OfStep {}

    record Begin(int step) implements OfStep {}

    /** The step has the host restarted, and goes on when the host is back. */
    record Restarts(int step, String bootId, long seconds) implements OfStep {}

    /** What a step's change will bring, as templates/runtime.sh keeps it. */
    record Promises(int step, String text) implements OfStep {}

    /** What a step has found or done. */
    sealed interface Told extends OfStep {}

    /** A field differs; an empty {@code current} is none. */
    record Want(int step, Phase phase, String field, String desired, String current) implements Told {}

    /** A file's content differs. */
    record Content(int step, Phase phase, String path, Kind kind, String desired, String current) implements Told {}

    /** The step does something whenever it is run. */
    record Act(int step, Phase phase, String what) implements Told {}

    record Message(int step, String text) implements Told {}

    /** What the step registers is not known before the plan has been applied. */
    record Later(int step, String reason) implements Told {}

    /** @param after the id of the step that has to be applied before; 0 where none is known */
    record Defer(int step, long after, String reason) implements Told {}

    /** The step was run before the host restarted, and what it told then is lost. */
    record Lost(int step) implements Told {}

    /** A field of what the step registers. */
    record Result(int step, String name, String value) implements Told {}

    /** The same of one that is a list or a map, as JSON. */
    record Data(int step, String name, String json) implements Told {}

    /** What it has told so far was of a try that has failed; it is tried again, and {@code left} times more if that fails. */
    record Retry(int step, long left) implements Told {}

    /** The beginning of what a step has printed, which had {@code bytes} in all. */
    record Output(int step, Stream stream, long bytes, String text) implements Told {}

    /** The step is over. */
    sealed interface Ended extends OfStep {
        /** CHANGE is also said of a change that has been made. */
        Outcome outcome();
    }

    record Done(int step, Outcome outcome) implements Ended {}

    record Unsupported(int step, Phase phase) implements Ended {
        @Override
        public Outcome outcome() {
            return Outcome.UNSUPPORTED;
        }
    }

    /** @param status of the command that failed, or the seconds it had; 0 where {@code why} is about neither */
    record Failed(int step, Why why, long status, Phase phase) implements Ended {
        @Override
        public Outcome outcome() {
            return Outcome.FAILED;
        }
    }

    /** Whether the program was started where it can change nothing; one that only reads facts needs no seal. */
    enum Seal implements Labelled {
        YES,
        NONE,
        READING
    }

    enum Phase implements Labelled {
        CHECK,
        APPLY,
        RECHECK;

        /** Whether something may have been changed by then. */
        boolean isApplied() {
            return this != CHECK;
        }
    }

    /** NEW: there is no such file. */
    enum Kind implements Labelled {
        CONTENT,
        NEW
    }

    enum Stream implements Labelled {
        STDOUT,
        STDERR
    }

    /** What a step has failed at. */
    enum Why implements Labelled {
        /** What a message has said. */
        REASON,
        CHECK,
        APPLY,
        /** It was still different after it had been applied. */
        CONVERGE,
        /** Something has to be applied before, and nothing will be. */
        DEFERRED,
        /** It took longer than its timeout. */
        TIMEOUT
    }
}
