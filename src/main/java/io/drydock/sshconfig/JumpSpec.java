package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One host of ProxyJump.
 *
 * @param host as it is written, without brackets
 */
record JumpSpec(Optional<String> user, String host, OptionalInt port) {
    static final String NONE = "none";

    private static final String URI = "ssh://";
    private static final String REMEDY = "write [user@]host[:port], with commas between several, or none";

    /** The value is the list as it is written, without a comment, or {@code none}. */
    static Optional<List<String>> read(ConfigLine line, Diagnostics problems) {
        String list = line.command().split("#", 2)[0].stripTrailing();
        if (line.command().equalsIgnoreCase(NONE)) return Optional.of(List.of(NONE));
        for (String one : list.split(",", -1)) {
            if (of(one).isEmpty()) return ValueForm.wrong(line, noHost(one), REMEDY, problems);
        }
        return Optional.of(List.of(list));
    }

    private static String noHost(String text) {
        return "has no host in \"" + text + "\"";
    }

    /** Tells what is no host once tokens have been replaced: without it a host would be called past the others of the list. */
    static void check(Setting list, Diagnostics problems) {
        for (String one : list.value().split(",", -1)) {
            if (of(one).isEmpty())
                problems.error(list.origin(), Keyword.PROXY_JUMP.spelling() + " " + noHost(one), REMEDY);
        }
    }

    /** The host that a list leads to at last; empty where it is none. */
    static Optional<JumpSpec> last(String list) {
        return of(list.substring(list.lastIndexOf(',') + 1));
    }

    /** {@code [user@]host[:port]} or {@code ssh://[user@]host[:port]}; empty for what is neither. */
    static Optional<JumpSpec> of(String text) {
        if (!text.startsWith(URI)) return of(text, text.lastIndexOf('@'));
        String rest = text.substring(URI.length());
        if (rest.endsWith("/")) rest = rest.substring(0, rest.length() - 1);
        if (rest.contains("/")) return Optional.empty();
        return of(rest, rest.indexOf('@')).flatMap(JumpSpec::decoded);
    }

    private static Optional<JumpSpec> of(String text, int at) {
        String address = text.substring(at + 1);
        boolean bracketed = address.startsWith("[");
        int end = bracketed ? address.indexOf(']') : end(address);
        if (at == 0 || end < (bracketed ? 2 : 1)) return Optional.empty();
        String host = address.substring(bracketed ? 1 : 0, end);
        String behind = address.substring(bracketed ? end + 1 : end);
        Optional<String> user = at < 0 ? Optional.empty() : Optional.of(text.substring(0, at));
        if (behind.isEmpty() || behind.equals(":")) return Optional.of(new JumpSpec(user, host, OptionalInt.empty()));
        if (!behind.startsWith(":") && !behind.startsWith("/")) return Optional.empty();
        return Numbers.port(behind.substring(1))
                .map(p -> new JumpSpec(user, host, OptionalInt.of(Integer.parseInt(p))));
    }

    private static int end(String address) {
        int colon = address.indexOf(':');
        int slash = address.indexOf('/');
        int first = colon < 0 ? slash : slash < 0 ? colon : Math.min(colon, slash);
        return first < 0 ? address.length() : first;
    }

    /** A user of a URI may be escaped, and parameters of the connection may stand behind it. */
    private Optional<JumpSpec> decoded() {
        if (!host.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*") || host.contains("..")) return Optional.empty();
        try {
            Optional<String> plain =
                    user.map(u -> URLDecoder.decode(u.split(";", 2)[0].replace("+", "%2B"), StandardCharsets.UTF_8));
            return Optional.of(new JumpSpec(plain, host, port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As ProxyJump writes it. */
    @Override
    public String toString() {
        boolean numeric = host.contains(":") || host.matches("[0-9.]+");
        return user.map(u -> u + "@").orElse("")
                + (numeric ? "[" + host + "]" : host)
                + (port.isPresent() ? ":" + port.getAsInt() : "");
    }
}
