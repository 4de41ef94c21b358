package io.drydock.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** What carries an SSH connection: bytes both ways. */
interface Wire {
    InputStream in() throws IOException;

    OutputStream out() throws IOException;

    /** Ends it from any thread, and with it all reading and writing. Waits for nothing. */
    void close();

    /** Why it has ended by itself, where it knows more than that. */
    Optional<RemoteException> fault();

    /** While nothing comes: what there is to say of it, or empty. */
    String account();
}
