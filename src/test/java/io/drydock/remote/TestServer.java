package io.drydock.remote;

import io.drydock.diag.Secret;
import io.drydock.sshconfig.HostConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;

/** An SSH server in this process whose commands are Java, so that they can misbehave in every way. */
final class TestServer implements AutoCloseable {
    static final String PASSWORD = "s3cret";

    static {
        SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.BOUNCY_CASTLE, true);
    }

    /** What a command does; it runs in a thread of its own. */
    interface Behaviour {
        void run(Call call) throws Exception;
    }

    record Call(
            String command,
            InputStream in,
            OutputStream out,
            OutputStream err,
            ExitCallback exit,
            ChannelSession channel) {}

    final SshServer server = SshServer.setUpDefaultServer();
    final KeyPair login = ecKey();
    private final AtomicInteger dialled = new AtomicInteger();
    private final Path directory;

    private TestServer(Path directory) {
        this.directory = directory;
    }

    static TestServer start(Path directory, Behaviour behaviour, KeyPair... hostKeys) throws IOException {
        return start(directory, behaviour, server -> {}, hostKeys);
    }

    /** @param change what has to be done before it starts */
    static TestServer start(Path directory, Behaviour behaviour, Consumer<SshServer> change, KeyPair... hostKeys)
            throws IOException {
        TestServer test = new TestServer(directory);
        test.server.setHost("127.0.0.1");
        CoreModuleProperties.NIO_WORKERS.set(test.server, 2);
        test.server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys.length == 0 ? new KeyPair[] {ecKey()} : hostKeys));
        test.server.setPublickeyAuthenticator(
                (user, key, session) -> KeyUtils.compareKeys(key, test.login.getPublic()));
        test.server.setPasswordAuthenticator((user, password, session) -> password.equals(PASSWORD));
        test.server.setCommandFactory((channel, command) -> new Played(command, behaviour));
        test.server.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                test.dialled.incrementAndGet();
            }
        });
        change.accept(test.server);
        test.server.start();
        return test;
    }

    /** How many connections it has had. */
    int dialled() {
        return dialled.get();
    }

    int port() {
        return server.getPort();
    }

    /** A known_hosts line for each of the given keys. */
    Path know(KeyPair... keys) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (KeyPair key : keys) {
            lines.append("[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(key.getPublic()) + "\n");
        }
        return Files.writeString(directory.resolve("known_hosts"), lines);
    }

    Path know() throws IOException, GeneralSecurityException {
        return know(server.getKeyPairProvider().loadKeys(null).iterator().next());
    }

    Path writeKey(KeyPair key, String name, Optional<String> passphrase) throws Exception {
        Path file = directory.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
            encryption.setPassword(passphrase.orElse(null));
            encryption.setCipherType("256");
            var context = passphrase.isPresent() ? encryption : null;
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", context, out);
        }
        return file;
    }

    Target byPassword(String password) {
        return target(Optional.of(password), Optional.empty(), Optional.empty());
    }

    Target byKey(Path file, Optional<String> passphrase) {
        return target(Optional.empty(), Optional.of(file), passphrase);
    }

    private Target target(Optional<String> password, Optional<Path> key, Optional<String> passphrase) {
        Target target =
                Target.of("test", HostConfig.of("127.0.0.1", port(), "me")).withPassword(password.map(Secret::new));
        return key.isPresent() ? target.withKey(key.get(), passphrase.map(Secret::new)) : target;
    }

    static KeyPair ecKey() {
        return key("EC", 256);
    }

    static KeyPair key(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private static final class Played extends PlayedCommand {
        private final String command;
        private final Behaviour behaviour;

        Played(String command, Behaviour behaviour) {
            this.command = command;
            this.behaviour = behaviour;
        }

        @Override
        protected void play(ChannelSession channel) throws Exception {
            behaviour.run(new Call(command, in, out, err, exit, channel));
        }
    }
}
