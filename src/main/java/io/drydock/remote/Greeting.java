package io.drydock.remote;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a server sends, from the line by which it names itself. Lines before that one are passed over, within the limits that
 * ssh has: sshj keeps them all, however many, and reads a long one over and over again. It keeps why a server was refused.
 */
final class Greeting extends InputStream {
    private static final int LINES = 1024;
    private static final int LENGTH = 8192;
    /** The longest name of a server that the protocol allows. */
    private static final int NAME = 255;
    /** Characters kept of what is passed over. */
    private static final int NOTED = 500;

    private final InputStream in;
    private final FirstPacket first = new FirstPacket();
    private Optional<InputStream> name = Optional.empty();
    private volatile Optional<String> refusal = Optional.empty();
    private volatile String preface = "";

    Greeting(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    Optional<String> refusal() {
        return refusal;
    }

    /** What algorithms the server has offered; empty before it has. */
    Optional<ServerOffer> offer() {
        return first.content().flatMap(ServerOffer::of);
    }

    /** What the server has said before it named itself, or instead of it. */
    String preface() {
        return preface.strip();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int ofName = name().read(bytes, offset, length);
        if (ofName > 0) {
            return ofName;
        }
        int read = in.read(bytes, offset, length);
        first.add(bytes, offset, read);
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private InputStream name() throws IOException {
        if (name.isEmpty()) {
            name = Optional.of(new ByteArrayInputStream(nameLine()));
        }
        return name.get();
    }

    /** The line by which the server names itself; empty when it ends the connection before that. */
    private byte[] nameLine() throws IOException {
        for (int i = 0; i < LINES; i++) {
            byte[] line = line();
            if (line.length == 0) {
                return line;
            }
            if (new String(line, StandardCharsets.ISO_8859_1).startsWith("SSH-")) {
                if (line.length > NAME) {
                    throw refused("the line with its name is longer than " + NAME + " bytes");
                }
                return line;
            }
            note(line);
        }
        throw refused("it has sent " + LINES + " lines and not named itself");
    }

    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                return line.toByteArray();
            }
            if (line.size() > LENGTH) {
                throw refused("it has sent a line of more than " + LENGTH + " bytes and not named itself");
            }
        }
        note(line.toByteArray());
        return new byte[0];
    }

    private void note(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        String noted = preface;
        preface = noted + text.substring(0, Math.min(text.length(), NOTED - noted.length()));
    }

    private IOException refused(String why) {
        refusal = Optional.of(why);
        return new IOException(why);
    }
}
