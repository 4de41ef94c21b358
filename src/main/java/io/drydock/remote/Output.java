package io.drydock.remote;

/**
 * Receives what a command prints, as it arrives, from one thread at a time. The array is the receiver's to keep; false
 * means that it wants no more: the channel is closed and the run ends as {@link Exit.Enough}.
 */
public interface Output {
    boolean stdout(byte[] data, int length);

    boolean stderr(byte[] data, int length);
}
