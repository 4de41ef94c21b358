package io.drydock.remote;

import io.drydock.remote.RemoteException.Kind;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files that say which keys hosts have and which are revoked: each set of them is read once for all hosts that have it. */
final class HostKeyFiles {
    /** Known to keep nothing: what {@code UserKnownHostsFile none} comes to. */
    private static final Path NOWHERE = Path.of("/dev/null");

    private final SshOptions options;
    private final List<Path> usual;
    private final Map<List<Path>, KnownHosts> known = new HashMap<>();
    private final Map<List<Path>, RevokedKeys> revoked = new HashMap<>();

    private interface Reader<T> {
        T read(List<Path> files) throws IOException;
    }

    /** @param sshDirectory where the files of the user are */
    HostKeyFiles(SshOptions options, Path sshDirectory) {
        this.options = options;
        this.usual = List.of(sshDirectory.resolve("known_hosts"), sshDirectory.resolve("known_hosts2"));
    }

    /** Whether there is a file to which keys of new hosts can be added. */
    boolean takesNew(HostConfig config) {
        return !own(config).isEmpty();
    }

    synchronized KnownHosts known(HostConfig config) throws RemoteException {
        List<Path> own = own(config);
        List<Path> system = named(config, Keyword.GLOBAL_KNOWN_HOSTS_FILE, options.otherKnownHosts());
        List<Path> all = Stream.of(own.isEmpty() ? List.of(NOWHERE) : own, system)
                .flatMap(List::stream)
                .toList();
        return read(known, all, files -> KnownHosts.read(files.getFirst(), files.subList(1, files.size())));
    }

    private List<Path> own(HostConfig config) {
        return options.knownHosts().map(List::of).orElseGet(() -> named(config, Keyword.USER_KNOWN_HOSTS_FILE, usual));
    }

    synchronized RevokedKeys revoked(HostConfig config) throws RemoteException {
        return read(revoked, named(config, Keyword.REVOKED_HOST_KEYS, List.of()), RevokedKeys::read);
    }

    private static List<Path> named(HostConfig config, Keyword keyword, List<Path> otherwise) {
        return config.value(keyword).isPresent() ? config.paths(keyword) : otherwise;
    }

    private static <T> T read(Map<List<Path>, T> before, List<Path> files, Reader<T> reader) throws RemoteException {
        try {
            T read = before.get(files);
            if (read == null) {
                read = reader.read(files);
                before.put(files, read);
            }
            return read;
        } catch (IOException e) {
            throw new RemoteException(Kind.HOST_KEY_UNKNOWN, FailureText.of(e), "", e);
        }
    }
}
