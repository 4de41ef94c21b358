package io.drydock.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Hosts to try Drydock on without having any: SSH servers in this process, each with a host key and a home directory
 * of its own, whose commands run in a real {@code sh} on this machine as the user who runs Drydock. They listen on
 * loopback only and let in one key, made for the occasion.
 */
public final class DemoHosts implements AutoCloseable {
    public record Host(String name, String address, int port, String user) {}

    private static final String ADDRESS = "127.0.0.1";

    private final Path directory;
    private final List<Host> hosts = new ArrayList<>();
    private final List<DemoServer> servers = new ArrayList<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final Thread atExit = new Thread(this::stop);

    private DemoHosts(Path directory) {
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts {@code demo1} to {@code demoN}. */
    public static DemoHosts start(int count) throws IOException {
        DemoHosts demo = new DemoHosts(Files.createTempDirectory("drydock-demo"));
        try {
            demo.startServers(count);
            return demo;
        } catch (IOException | RuntimeException e) {
            demo.close();
            throw e;
        }
    }

    public List<Host> hosts() {
        return List.copyOf(hosts);
    }

    /** The directory of these hosts' files; it is removed with all that is in it. */
    public Path directory() {
        return directory;
    }

    /** The private key that logs in, in OpenSSH's format. */
    public Path privateKey() {
        return directory.resolve("id");
    }

    /** The host keys of all hosts. */
    public Path knownHosts() {
        return directory.resolve("known_hosts");
    }

    public RoundTrips roundTrips() {
        return host -> Objects.requireNonNull(requests.get(host), host).get();
    }

    private void startServers(int count) throws IOException {
        KeyPair login = DemoKeys.create();
        DemoKeys.writePrivate(login, privateKey());
        StringBuilder known = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            String name = "demo" + i;
            AtomicInteger counter = new AtomicInteger();
            requests.put(name, counter);
            Path home = Files.createDirectory(directory.resolve(name));
            KeyPair hostKey = DemoKeys.create();
            DemoServer server = DemoServer.start(ADDRESS, hostKey, login.getPublic(), home, counter::incrementAndGet);
            servers.add(server);
            hosts.add(new Host(name, ADDRESS, server.port(), System.getProperty("user.name")));
            known.append("[%s]:%d %s%n".formatted(ADDRESS, server.port(), DemoKeys.line(hostKey.getPublic())));
        }
        Files.writeString(knownHosts(), known);
    }

    /** Stops the hosts and what still runs on them, and removes their files. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException shuttingDown) {
            return; // the hook does it
        }
        stop();
    }

    private synchronized void stop() {
        servers.forEach(DemoServer::close);
        servers.clear();
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
