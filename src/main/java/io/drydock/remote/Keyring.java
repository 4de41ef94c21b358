package io.drydock.remote;

import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of the user who runs Drydock, in files and in agents: each is read, asked for and unlocked once for all connections. */
final class Keyring {
    private static final String FROM_ENVIRONMENT = "SSH_AUTH_SOCK";

    private final Path sshDirectory;
    private final Map<String, String> environment;
    private final Dialog dialog;
    private final KeyFiles files = new KeyFiles();
    private final Map<Path, SshAgent> agents = new HashMap<>();
    private final Set<PublicKeyBlob> accepted = ConcurrentHashMap.newKeySet();

    /** @param sshDirectory where the default keys are */
    Keyring(Path sshDirectory, Map<String, String> environment, Dialog dialog) {
        this.sshDirectory = sshDirectory;
        this.environment = Map.copyOf(environment);
        this.dialog = dialog;
    }

    KeyFiles files() {
        return files;
    }

    Path sshDirectory() {
        return sshDirectory;
    }

    Dialog dialog() {
        return dialog;
    }

    /** The agent that holds keys for a host; empty where there is none, or it is not to be asked. */
    Optional<SshAgent> agent(HostConfig config) {
        String socket = config.value(Keyword.IDENTITY_AGENT).orElse(FROM_ENVIRONMENT);
        if (socket.equals("none")) return Optional.empty();
        Optional<String> path = socket.equals(FROM_ENVIRONMENT)
                ? variable(FROM_ENVIRONMENT)
                : socket.startsWith("$") ? variable(socket.substring(1)) : Optional.of(socket);
        synchronized (agents) {
            return path.map(p -> agents.computeIfAbsent(Path.of(p), SshAgent::new));
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty());
    }

    /** A host has let us in by this key: others of the run may do so, too. */
    void accept(PublicKeyBlob key) {
        accepted.add(key);
    }

    boolean isAccepted(PublicKeyBlob key) {
        return accepted.contains(key);
    }
}
