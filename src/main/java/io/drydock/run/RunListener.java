package io.drydock.run;

/** Follows a run while it goes on. Called from the hosts' threads; implementations are thread-safe, and take up what they show. */
public interface RunListener {
    default void hostStarted(String host) {}

    default void taskStarted(String host, String task) {}

    default void taskEnded(String host, TaskResult result) {}

    default void hostEnded(HostResult result) {}
}
