package io.drydock.sshconfig;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code %h} and its like, <code>${VARIABLE}</code> and {@code ~} stand for.
 *
 * @param values by letter; of %C what is hashed
 */
record PercentTokens(Map<Character, String> values, LocalMachine machine) {
    /** What came of a text, or why nothing did. */
    sealed interface Expanded {
        record Text(String text) implements Expanded {}

        record Failed(String why, String remedy) implements Expanded {}
    }

    PercentTokens {
        values = Map.copyOf(values);
    }

    /** What is known of a connection. */
    record Connection(String host, String originalHost, int port, String user, String hostKeyAlias, String jumpHost) {}

    /** What HostName may have. */
    static PercentTokens ofHost(String host, LocalMachine machine) {
        return new PercentTokens(Map.of('h', host), machine);
    }

    static PercentTokens of(Connection to, LocalMachine machine) {
        Map<Character, String> values = new LinkedHashMap<>();
        values.put('h', to.host);
        values.put('n', to.originalHost);
        values.put('p', String.valueOf(to.port));
        values.put('r', to.user);
        values.put('k', to.hostKeyAlias);
        values.put('j', to.jumpHost);
        values.put('u', machine.user());
        values.put('d', machine.home().toString());
        values.put('i', machine.uid());
        values.put('l', machine.name());
        values.put('L', machine.shortName());
        values.put('C', machine.name() + to.host + to.port + to.user + to.jumpHost);
        return new PercentTokens(values, machine);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    PercentTokens only(String letters) {
        Map<Character, String> some = new LinkedHashMap<>(values);
        some.keySet().removeIf(letter -> letters.indexOf(letter) < 0);
        return new PercentTokens(some, machine);
    }

    PercentTokens without(String letters) {
        Map<Character, String> some = new LinkedHashMap<>(values);
        some.keySet().removeIf(letter -> letters.indexOf(letter) >= 0);
        return new PercentTokens(some, machine);
    }

    /** {@code %} alone. */
    Expanded percent(String text) {
        return expanded(text, false);
    }

    /** {@code %} and <code>${VARIABLE}</code>. */
    Expanded variables(String text) {
        return expanded(text, true);
    }

    /** A path: {@code ~}, then the others. */
    Expanded path(String text) {
        return switch (tilde(text)) {
            case Expanded.Text path -> variables(path.text());
            case Expanded.Failed failed -> failed;
        };
    }

    /** {@code ~} and {@code ~USER} alone. */
    Expanded tilde(String text) {
        if (!text.startsWith("~")) return new Expanded.Text(text);
        String[] parts = text.substring(1).split("/+", 2);
        Optional<String> home = parts[0].isEmpty() ? Optional.of(machine.home().toString()) : machine.homeOf(parts[0]);
        if (home.isEmpty())
            return new Expanded.Failed(
                    "there is no user \"" + parts[0] + "\" here",
                    "name a user of this machine, or write the directory");
        String directory = home.get().endsWith("/") ? home.get() : home.get() + "/";
        return new Expanded.Text(directory + (parts.length > 1 ? parts[1] : ""));
    }

    private Expanded expanded(String text, boolean dollars) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (dollars && text.startsWith("${", i)) {
                int end = text.indexOf('}', i);
                if (end <= i + 2)
                    return new Expanded.Failed(
                            "\"" + text.substring(i) + "\" names no variable", "write it as ${NAME}");
                String name = text.substring(i + 2, end);
                if (!machine.environment().containsKey(name))
                    return new Expanded.Failed(
                            "the environment has no variable " + name, "set it, or write its value instead");
                out.append(machine.environment().get(name));
                i = end;
            } else if (text.charAt(i) == '%') {
                char letter = ++i < text.length() ? text.charAt(i) : ' ';
                if (letter != '%' && !values.containsKey(letter))
                    return new Expanded.Failed(
                            "%" + String.valueOf(letter).strip() + " stands for nothing here", known());
                out.append(letter == '%' ? "%" : value(letter));
            } else {
                out.append(text.charAt(i));
            }
        }
        return new Expanded.Text(out.toString());
    }

    private String value(char letter) {
        String value = values.getOrDefault(letter, "");
        return letter == 'C' ? hash(value) : value;
    }

    private String known() {
        return "it may have "
                + values.keySet().stream().sorted().map(l -> "%" + l).collect(Collectors.joining(", "))
                + ", and %% for a percent sign";
    }
}
