package io.drydock.remote;

import io.drydock.diag.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and as whom to connect. With a key file that key is tried, with a password the password (after the key); with
 * neither, the default keys of the user who runs Drydock. {@code local}: this machine, without SSH.
 */
public record Target(
        String name,
        String address,
        int port,
        String user,
        Optional<Secret> password,
        Optional<Path> keyFile,
        Optional<Secret> passphrase,
        boolean local) {
    public Target {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " of " + name + " is not between 1 and 65535");
        }
    }

    public static Target local(String name) {
        return new Target(name, "localhost", 22, "", Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    String endpoint() {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }
}
