package io.drydock.remote;

/** How a command ended. */
public sealed interface Exit {
    record Exited(int status) implements Exit {}

    /** {@code signal} is its name without SIG, such as {@code KILL}. */
    record Signaled(String signal) implements Exit {}

    /** The channel closed and the host said neither status nor signal. */
    record Vanished(String reason) implements Exit {}

    /** The {@link Output} wanted no more, so the channel was closed; how the command ended is not known. */
    record Enough() implements Exit {}
}
