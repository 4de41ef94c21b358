package io.drydock.cli;

import io.drydock.remote.PlayedCommand;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;

/** Hosts that run no shell: one SSH server, at which the user name says which of them is meant, and what it then answers is played. */
final class PlayedHosts implements AutoCloseable {
    static final String PASSWORD = "let-me-in";

    static {
        SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.BOUNCY_CASTLE, true);
    }

    /** What a host does with a program. */
    interface Part {
        void play(Program program) throws Exception;
    }

    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair key;

    PlayedHosts(Map<String, Part> parts) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        key = generator.generateKeyPair();
        server.setHost("127.0.0.1");
        CoreModuleProperties.NIO_WORKERS.set(server, 8);
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setPasswordAuthenticator((user, password, session) -> password.equals(PASSWORD));
        server.setCommandFactory(
                (channel, command) -> new Played(parts.get(channel.getSession().getUsername())));
        server.start();
    }

    int port() {
        return server.getPort();
    }

    void know(Path knownHosts) throws IOException {
        Files.writeString(
                knownHosts,
                "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(key.getPublic()) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /** A program that has arrived, and the streams to answer on. */
    static final class Program {
        private static final Pattern MARKER = Pattern.compile("MARKER=(@[0-9a-f]{32}) MODE=(\\w+)");
        private static final Pattern STEP = Pattern.compile("(?m)^going \\d+ && run (\\d+) ");

        final OutputStream out;
        final OutputStream err;
        private final String marker;
        private final String mode;
        private final String text;
        private final List<Integer> steps;

        private final Closeable connection;

        private Program(InputStream in, OutputStream out, OutputStream err, Closeable connection) throws IOException {
            this.connection = connection;
            this.out = out;
            this.err = err;
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Matcher head = MARKER.matcher(text);
            if (!head.find()) throw new IOException("no program: " + text);
            marker = head.group(1);
            mode = head.group(2);
            steps = STEP.matcher(text)
                    .results()
                    .map((MatchResult m) -> Integer.valueOf(m.group(1)))
                    .toList();
        }

        String text() {
            return text;
        }

        boolean asksForFacts() {
            return mode.equals("facts");
        }

        List<Integer> steps() {
            return steps;
        }

        void event(String kind, int step, String... texts) throws IOException {
            StringBuilder head = new StringBuilder(marker + " " + kind + " " + step);
            for (String text : texts) head.append(' ').append(text.getBytes(StandardCharsets.UTF_8).length);
            line(head + "\n" + String.join("", texts));
        }

        /** Cuts the connection that it has come over. */
        void cut() throws IOException {
            connection.close();
        }

        /** As it is, after the marker where {@code @} begins it. */
        void line(String text) throws IOException {
            out.write((text.startsWith("@ ") ? marker + text.substring(1) : text).getBytes(StandardCharsets.UTF_8));
            out.write('\n');
            out.flush();
        }

        void facts() throws IOException {
            event("start", 0, "reading");
            event("fact", 0, "hostname", "played");
            event("fact", 0, "uid", "0");
        }

        /** What a host answers that has all it needs. */
        void fine() throws IOException {
            if (asksForFacts()) {
                facts();
            } else {
                event("start", 0, "yes");
                for (int step : steps) {
                    event("begin", step);
                    event("end", step, "ok");
                }
            }
            event("finish", 0);
        }
    }

    private static final class Played extends PlayedCommand {
        private final Part part;

        Played(Part part) {
            this.part = part;
        }

        @Override
        protected void play(ChannelSession channel) throws Exception {
            part.play(new Program(in, out, err, () -> channel.getSession().close(true)));
            exit.onExit(0);
        }
    }
}
