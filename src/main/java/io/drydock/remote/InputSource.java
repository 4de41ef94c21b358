package io.drydock.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A command's standard input. It is opened once per run, read to its end, and closed. */
@FunctionalInterface
public interface InputSource {
    InputStream open() throws IOException;

    static InputSource none() {
        return of(new byte[0]);
    }

    static InputSource of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static InputSource of(byte[] content) {
        return () -> new ByteArrayInputStream(content);
    }
}
