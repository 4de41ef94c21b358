package io.drydock.sshconfig;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What Drydock makes of a host, in the words of {@code ssh -G}: it shows some options before their tokens are replaced. */
final class Rendered {
    private static final Set<Keyword> AS_WRITTEN = Set.of(
            Keyword.IDENTITY_FILE,
            Keyword.CERTIFICATE_FILE,
            Keyword.GLOBAL_KNOWN_HOSTS_FILE,
            Keyword.PROXY_COMMAND,
            Keyword.PROXY_JUMP);
    private static final Set<Keyword> ON_ONE_LINE = Set.of(
            Keyword.USER_KNOWN_HOSTS_FILE,
            Keyword.GLOBAL_KNOWN_HOSTS_FILE,
            Keyword.CANONICAL_DOMAINS,
            Keyword.CANONICALIZE_PERMITTED_CNAMES);
    /** Those that ssh keeps as a number, and so shows as true and false. */
    private static final Set<Keyword> TRUE_OR_FALSE =
            Set.of(Keyword.STRICT_HOST_KEY_CHECKING, Keyword.PUBKEY_AUTHENTICATION, Keyword.CANONICALIZE_HOSTNAME);

    private static final Map<Keyword, String> KINDS = Map.of(
            Keyword.KEX_ALGORITHMS, "kex",
            Keyword.CIPHERS, "cipher",
            Keyword.MACS, "mac",
            Keyword.HOST_KEY_ALGORITHMS, "key-sig",
            Keyword.PUBKEY_ACCEPTED_ALGORITHMS, "key-sig",
            Keyword.CA_SIGNATURE_ALGORITHMS, "sig");

    private final HostResolver resolver;
    private final String host;
    private final GivenOptions arguments;

    Rendered(HostResolver resolver, String host, GivenOptions arguments) {
        this.resolver = resolver;
        this.host = host;
        this.arguments = arguments;
    }

    Map<String, List<String>> settings() throws IOException, InterruptedException {
        Map<Keyword, List<Setting>> written =
                resolver.collect(host, arguments.options(), arguments.files()).settings();
        HostConfig config = resolver.config(host, arguments.options(), arguments.files());
        Map<String, List<String>> defaults =
                Openssh.defaults(host, config.value(Keyword.BATCH_MODE).orElse("no"));
        Map<String, List<String>> settings = new LinkedHashMap<>(defaults);
        settings.put("hostname", List.of(config.hostName()));
        for (Keyword keyword : Keyword.values()) {
            if (keyword == Keyword.TAG || keyword == Keyword.IGNORE_UNKNOWN) continue;
            List<String> values = (AS_WRITTEN.contains(keyword) ? written : config.settings())
                    .getOrDefault(keyword, List.of()).stream()
                            .map(Setting::value)
                            .toList();
            String key = keyword.spelling().toLowerCase(Locale.ROOT);
            boolean off = Set.of(Keyword.PROXY_COMMAND, Keyword.PROXY_JUMP).contains(keyword)
                    && values.stream().anyMatch("none"::equalsIgnoreCase);
            if (!values.isEmpty() && !off)
                settings.put(key, shown(keyword, values, defaults.getOrDefault(key, List.of())));
        }
        // "none" as a list of files is shown as an empty list is
        for (Keyword files : List.of(Keyword.USER_KNOWN_HOSTS_FILE, Keyword.GLOBAL_KNOWN_HOSTS_FILE)) {
            List<Setting> values = written.getOrDefault(files, List.of());
            if (!values.isEmpty() && values.getFirst().value().equalsIgnoreCase("none"))
                settings.put(files.spelling().toLowerCase(Locale.ROOT), List.of("none"));
        }
        return settings;
    }

    private static List<String> shown(Keyword keyword, List<String> values, List<String> byDefault)
            throws IOException, InterruptedException {
        if (ON_ONE_LINE.contains(keyword)) return List.of(String.join(" ", values));
        String kind = KINDS.get(keyword);
        if (kind != null)
            return List.of(String.join(
                    ",",
                    AlgorithmList.parse(values.getFirst())
                            .applied(List.of(byDefault.getFirst().split(",")), Openssh.algorithms(kind))));
        if (TRUE_OR_FALSE.contains(keyword))
            return List.of(
                    switch (values.getFirst()) {
                        case "yes" -> "true";
                        case "no" -> "false";
                        case String other -> other;
                    });
        if (keyword == Keyword.PROXY_JUMP)
            return List.of(String.join(
                    ",",
                    withLast(
                            values.getFirst(),
                            JumpSpec.last(values.getFirst()).orElseThrow().toString())));
        return values;
    }

    /** Of a list of hosts ssh shows the last in a form of its own. */
    private static List<String> withLast(String list, String last) {
        int comma = list.lastIndexOf(',');
        return comma < 0 ? List.of(last) : List.of(list.substring(0, comma), last);
    }
}
