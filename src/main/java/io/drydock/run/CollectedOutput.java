package io.drydock.run;

import io.drydock.remote.Output;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what a command prints, and has enough when either stream reaches the limit. */
final class CollectedOutput implements Output {
    private final int limit;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** @param limit in bytes */
    CollectedOutput(int limit) {
        this.limit = limit;
    }

    @Override
    public boolean stdout(byte[] data, int length) {
        out.write(data, 0, length);
        return out.size() < limit;
    }

    @Override
    public boolean stderr(byte[] data, int length) {
        err.write(data, 0, length);
        return err.size() < limit;
    }

    String stdout() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Standard output, then standard error. */
    String text() {
        return stdout() + err.toString(StandardCharsets.UTF_8);
    }
}
