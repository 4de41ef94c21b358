package io.drydock.remote;

import java.io.ByteArrayOutputStream;

/** Keeps what a command prints. */
class Captured implements Output {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Override
    public boolean stdout(byte[] data, int length) {
        out.write(data, 0, length);
        return true;
    }

    @Override
    public boolean stderr(byte[] data, int length) {
        err.write(data, 0, length);
        return true;
    }

    /** Has enough after the first bytes of standard output. */
    static Captured first() {
        return new Captured() {
            @Override
            public boolean stdout(byte[] data, int length) {
                super.stdout(data, length);
                return false;
            }
        };
    }
}
