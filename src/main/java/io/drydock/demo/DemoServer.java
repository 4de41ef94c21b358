package io.drydock.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;

/** One embedded SSH server. */
final class DemoServer implements AutoCloseable {
    static {
        // Everything here is done by the JDK's own cryptography; loading another one takes most of a second.
        SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.BOUNCY_CASTLE, true);
    }

    private final SshServer server;
    private final Set<Process> processes;

    private DemoServer(SshServer server, Set<Process> processes) {
        this.server = server;
        this.processes = processes;
    }

    /** Starts a server on a free port; {@code onExec} is called for every exec request. */
    static DemoServer start(String address, KeyPair hostKey, PublicKey login, Path home, Runnable onExec)
            throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(address);
        server.setPort(0);
        CoreModuleProperties.NIO_WORKERS.set(server, 2);
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, login));
        Set<Process> processes = ConcurrentHashMap.newKeySet();
        server.setCommandFactory((channel, command) -> {
            onExec.run();
            return new ShellCommand(command, home, processes);
        });
        server.start();
        return new DemoServer(server, processes);
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            // it listens no more, which is what matters
        }
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
