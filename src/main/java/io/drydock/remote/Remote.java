package io.drydock.remote;

import java.time.Duration;

/** A host on which commands can be run. Safe for use by several threads: each run has its own channel. */
public interface Remote extends AutoCloseable {
    /**
     * Runs {@code command} with the host's shell and returns when it has ended and all its output was delivered, or when
     * {@code out} has had enough. The host keeps running a command whose channel was closed early.
     *
     * @throws RemoteException when the connection is lost or the time is up
     * @throws java.io.UncheckedIOException when {@code stdin} cannot be read here
     */
    Exit run(String command, InputSource stdin, Output out, Duration timeout) throws RemoteException;

    /**
     * The same on a terminal of the host, for a command that wants one to ask on. What is written to it does not show; the end of
     * {@code stdin} does not reach the command, which has to know by itself when it has all; what it prints comes as standard output.
     * A host that gives no terminal runs it without one.
     */
    Exit runOnTerminal(String command, InputSource stdin, Output out, Duration timeout) throws RemoteException;

    /** Ends the connection; a command that another thread still runs ends as LOST. Never waits for the host. */
    @Override
    void close();

    /** The host as a person would name it: {@code user@address:port}. */
    String describe();
}
