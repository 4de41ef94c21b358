package io.drydock.run;

import io.drydock.remote.Output;
import java.nio.charset.StandardCharsets;

/** Passes on what comes once a login shell has said that it begins; what is before is its own. */
final class BegunOutput implements Output {
    private static final int LIMIT = 64 * 1024; // characters kept of what is before

    private final Output receiver;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private boolean begun;

    /** @param begun whether it has been said already */
    BegunOutput(Output receiver, boolean begun) {
        this.receiver = receiver;
        this.begun = begun;
    }

    @Override
    public boolean stdout(byte[] data, int length) {
        if (begun) return receiver.stdout(data, length);
        keep(out, data, length);
        String word = Invocation.BEGUN + "\n";
        int at = out.indexOf(word);
        if (at < 0) return true;
        begun = true;
        byte[] rest = out.substring(at + word.length()).getBytes(StandardCharsets.ISO_8859_1);
        return (rest.length == 0 || receiver.stdout(rest, rest.length)) && flushErrors();
    }

    /** The streams come in any order: what is on this one may belong to the command already. */
    private boolean flushErrors() {
        byte[] errors = err.toString().getBytes(StandardCharsets.ISO_8859_1);
        return errors.length == 0 || receiver.stderr(errors, errors.length);
    }

    @Override
    public boolean stderr(byte[] data, int length) {
        if (begun) return receiver.stderr(data, length);
        keep(err, data, length);
        return true;
    }

    /** One character is one byte; of a flood the end is kept, where the word may be. */
    private static void keep(StringBuilder kept, byte[] data, int length) {
        kept.append(new String(data, 0, length, StandardCharsets.ISO_8859_1));
        if (kept.length() > LIMIT + length) kept.delete(0, kept.length() - LIMIT);
    }

    boolean hasBegun() {
        return begun;
    }

    String said() {
        byte[] all = (out + "\n" + err).getBytes(StandardCharsets.ISO_8859_1);
        return new String(all, StandardCharsets.UTF_8).strip();
    }
}
