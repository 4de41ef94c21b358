package io.drydock.run;

/** Follows a run while it goes on. Called from the hosts' threads; implementations are thread-safe. */
public interface RunListener {
    void hostStarted(String host);

    void taskStarted(String host, String task);

    void taskEnded(String host, TaskResult result);

    void hostEnded(HostResult result);
}
