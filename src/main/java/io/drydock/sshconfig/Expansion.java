package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import io.drydock.sshconfig.PercentTokens.Expanded;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes of what is written what it stands for, once all is known of a host. */
final class Expansion {
    private static final String IN_PROXIES = "hknpr";

    private final Collected collected;
    private final PercentTokens tokens;
    private final Diagnostics problems;

    private Expansion(Collected collected, PercentTokens tokens, Diagnostics problems) {
        this.collected = collected;
        this.tokens = tokens;
        this.problems = problems;
    }

    /**
     * @param name of the host, final
     * @param asked the name that was asked for
     */
    static Expansion of(Collected collected, String name, String asked, LocalMachine machine, Diagnostics problems) {
        PercentTokens.Connection known = new PercentTokens.Connection(
                name,
                asked,
                collected.number(Keyword.PORT, 22),
                "",
                collected
                        .value(Keyword.HOST_KEY_ALIAS)
                        .map(a -> a.toLowerCase(Locale.ROOT))
                        .orElse(asked),
                collected
                        .unlessNone(Keyword.PROXY_JUMP)
                        .flatMap(JumpSpec::last)
                        .map(JumpSpec::host)
                        .orElse(""));
        Expansion first =
                new Expansion(collected, PercentTokens.of(known, machine).without("rC"), problems);
        String user = first.settings(Keyword.USER, first.tokens::variables).stream()
                .findFirst()
                .map(Setting::value)
                .orElse(machine.user());
        PercentTokens all = PercentTokens.of(
                new PercentTokens.Connection(
                        known.host(), asked, known.port(), user, known.hostKeyAlias(), known.jumpHost()),
                machine);
        return new Expansion(collected, all, problems);
    }

    /** The settings, as they are obeyed. */
    Map<Keyword, List<Setting>> settings() {
        Map<Keyword, List<Setting>> settings = new EnumMap<>(Keyword.class);
        for (Keyword keyword : collected.settings().keySet()) {
            List<Setting> values = settings(keyword, rule(keyword));
            if (!values.isEmpty()) settings.put(keyword, values);
        }
        return settings;
    }

    private Function<String, Expanded> rule(Keyword keyword) {
        return switch (keyword) {
            case USER -> tokens.without("rC")::variables;
            case IDENTITY_FILE, CERTIFICATE_FILE, USER_KNOWN_HOSTS_FILE, REVOKED_HOST_KEYS -> tokens::path;
            case GLOBAL_KNOWN_HOSTS_FILE -> tokens::tilde;
            case IDENTITY_AGENT -> this::agent;
            case PROXY_COMMAND -> tokens.only(IN_PROXIES)::percent;
            case PROXY_JUMP -> tokens.only(IN_PROXIES)::percent;
            case HOST_KEY_ALIAS -> alias -> new Expanded.Text(alias.toLowerCase(Locale.ROOT));
            default -> Expanded.Text::new;
        };
    }

    /** {@code $NAME} is a variable in whole, and without it there is no agent. */
    private Expanded agent(String value) {
        if (!value.startsWith("$") || value.startsWith("${")) return tokens.path(value);
        return new Expanded.Text(
                Optional.ofNullable(tokens.machine().environment().get(value.substring(1)))
                        .filter(path -> !path.isEmpty())
                        .orElse("none"));
    }

    private List<Setting> settings(Keyword keyword, Function<String, Expanded> rule) {
        List<Setting> values = new ArrayList<>();
        for (Setting setting : collected.settings().getOrDefault(keyword, List.of())) {
            switch (rule.apply(setting.value())) {
                case Expanded.Text text -> values.add(new Setting(text.text(), setting.origin()));
                case Expanded.Failed failed ->
                    problems.error(setting.origin(), keyword.spelling() + ": " + failed.why(), failed.remedy());
            }
        }
        return values;
    }
}
