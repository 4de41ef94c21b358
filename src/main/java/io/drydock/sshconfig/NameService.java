package io.drydock.sshconfig;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the resolver of this machine knows of names; each is asked for once. Not thread-safe. */
class NameService {
    private final Map<String, Boolean> found = new HashMap<>();
    private final Map<String, Optional<String>> canonical = new HashMap<>();

    /** @param family any, inet or inet6 */
    boolean exists(String name, String family) {
        return found.computeIfAbsent(family + " " + name, _ -> hasAddress(name, family));
    }

    private static boolean hasAddress(String name, String family) {
        try {
            return Arrays.stream(InetAddress.getAllByName(name)).anyMatch(a -> isOf(a, family));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isOf(InetAddress address, String family) {
        return switch (family) {
            case "inet" -> address instanceof Inet4Address;
            case "inet6" -> address instanceof Inet6Address;
            default -> true;
        };
    }

    /** The name that an alias stands for. Java has no call for it; getent asks as ssh does. */
    Optional<String> canonical(String name) {
        return canonical.computeIfAbsent(name, NameService::ask);
    }

    private static Optional<String> ask(String name) {
        return Getent.ask("ahosts", "--", name).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 2 && DomainForms.isDomain(words[2]))
                .map(words -> words[2])
                .findFirst();
    }
}
