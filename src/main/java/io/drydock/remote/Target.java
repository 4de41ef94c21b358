package io.drydock.remote;

import io.drydock.diag.Secret;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where and as whom to connect. With a key file that key is tried, with a password the password (after the key); with
 * neither, the default keys of the user who runs Drydock.
 *
 * @param name the host's name in the inventory; of a jump host the name it was called by
 * @param config how it is reached
 * @param key the private key that is named for this host, before all that ssh_config names
 * @param password of the user there
 * @param passphrase of the key file
 * @param jump the host to connect through; it may have one before it
 * @param local this machine, without SSH
 * @param directory of this machine, in which programs begin there; empty: where Drydock itself runs
 */
public record Target(
        String name,
        HostConfig config,
        Optional<Path> key,
        Optional<Secret> password,
        Optional<Secret> passphrase,
        Optional<Target> jump,
        boolean local,
        Optional<Path> directory) {

    public static Target of(String name, HostConfig config) {
        return new Target(
                name,
                config,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    public static Target local(String name) {
        return of(name, HostConfig.of("localhost", 22, "")).withLocal(true);
    }

    public Target withLocal(boolean isLocal) {
        return new Target(name, config, key, password, passphrase, jump, isLocal, directory);
    }

    /** This machine, with another directory in which programs begin. */
    public Target in(Path other) {
        return new Target(name, config, key, password, passphrase, jump, local, Optional.of(other));
    }

    public Target withPassword(Optional<Secret> given) {
        return new Target(name, config, key, given, passphrase, jump, local, directory);
    }

    /** With a key as the first to be tried. */
    public Target withKey(Path file, Optional<Secret> itsPassphrase) {
        return new Target(name, config, Optional.of(file), password, itsPassphrase, jump, local, directory);
    }

    public Target withPassphrase(Optional<Secret> given) {
        return new Target(name, config, key, password, given, jump, local, directory);
    }

    public Target through(Target host) {
        return new Target(name, config, key, password, passphrase, Optional.of(host), local, directory);
    }

    /** The hosts that are connected to one through the other, this one at last. */
    Stream<Target> way() {
        return Stream.concat(jump.stream().flatMap(Target::way), Stream.of(this));
    }

    String address() {
        return config.hostName();
    }

    int port() {
        return config.port();
    }

    String user() {
        return config.user();
    }

    /** Whether a person may be asked for what only a person knows. */
    boolean mayAsk(Dialog dialog) {
        return dialog.isPossible() && !config.yes(Keyword.BATCH_MODE).orElse(false);
    }

    String endpoint() {
        return (address().contains(":") ? "[" + address() + "]" : address()) + ":" + port();
    }
}
