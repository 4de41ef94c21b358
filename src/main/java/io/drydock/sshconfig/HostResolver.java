package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.sshconfig.KnownOption.Told;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what holds for a host, whichever way leads to it. Not thread-safe. */
final class HostResolver {
    private static final Path SYSTEM = Path.of("/etc/ssh/ssh_config");
    private static final String SHELL_CHARACTERS = "'`\"$\\;&<>|(){},";

    private final LocalMachine machine;
    private final Diagnostics problems;
    private final NameService names;
    private final FileEvaluation.Shared shared;

    HostResolver(LocalMachine machine, boolean runsCommands, NameService names, Diagnostics problems) {
        this.machine = machine;
        this.problems = problems;
        this.names = names;
        this.shared = new FileEvaluation.Shared(
                new ConfigFiles(machine, problems), machine, new MatchExec(runsCommands, machine), problems);
    }

    HostConfig config(String host, List<Directive.Option> given, ConfigSource files) {
        Collected collected = collect(host, given, files);
        HostConfig config = HostConfig.of(host, settings(host, collected));
        collected.told().forEach(this::tell);
        check(config);
        return config;
    }

    /** What is said of a host, as it is written. */
    Collected collect(String host, List<Directive.Option> given, ConfigSource files) {
        Collected collected = new Collected();
        given.forEach(collected::add);
        Matching first = new Matching(collected, shared, host, host, false);
        read(new FileEvaluation(shared, collected, first, host), files);
        Canonical canonical = new Canonical(collected, names);
        String name = canonical(host, collected, canonical);
        if (canonical.isWanted() || first.wantsLast()) {
            collected.close(
                    Keyword.HOST_NAME,
                    Keyword.CANONICALIZE_HOSTNAME,
                    Keyword.CANONICALIZE_MAX_DOTS,
                    Keyword.CANONICALIZE_FALLBACK_LOCAL);
            Matching last = new Matching(collected, shared, name, host, true);
            read(new FileEvaluation(shared, collected, last, name), files);
        }
        return collected;
    }

    private String canonical(String host, Collected collected, Canonical canonical) {
        Optional<Setting> written = collected.settings().getOrDefault(Keyword.HOST_NAME, List.of()).stream()
                .findFirst();
        String named = written.map(setting -> hostName(setting, host)).orElse(host);
        String name = switch (canonical.of(named)) {
            case Canonical.Name.Known known -> known.name();
            case Canonical.Name.Missing _ -> {
                problems.error(
                        collected.origin(Keyword.CANONICALIZE_FALLBACK_LOCAL).orElseThrow(),
                        "the host " + named + " is in none of the CanonicalDomains",
                        "write its full name, or remove CanonicalizeFallbackLocal no");
                yield named;
            }
        };
        SourcePos origin = written.map(Setting::origin)
                .or(() -> collected.origin(Keyword.CANONICALIZE_HOSTNAME))
                .orElse(SourcePos.of(host));
        if (!name.equals(host) || written.isPresent()) collected.replace(Keyword.HOST_NAME, new Setting(name, origin));
        return name;
    }

    private String hostName(Setting written, String host) {
        return switch (PercentTokens.ofHost(host, machine).percent(written.value())) {
            case PercentTokens.Expanded.Text text -> text.text();
            case PercentTokens.Expanded.Failed failed -> {
                problems.error(written.origin(), "HostName: " + failed.why(), failed.remedy());
                yield host;
            }
        };
    }

    private void read(FileEvaluation evaluation, ConfigSource files) {
        if (files.isNone()) return;
        if (files.named().isPresent()) {
            shared.files().named(files.named().get(), files.by()).ifPresent(f -> evaluation.read(f, true));
            return;
        }
        shared.files().own().ifPresent(f -> evaluation.read(f, true));
        shared.files().system(SYSTEM).ifPresent(f -> evaluation.read(f, false));
    }

    private Map<Keyword, List<Setting>> settings(String host, Collected collected) {
        String name = collected.value(Keyword.HOST_NAME).orElse(host);
        Map<Keyword, List<Setting>> settings =
                Expansion.of(collected, name, host, machine, problems).settings();
        for (Keyword proxy : List.of(Keyword.PROXY_COMMAND, Keyword.PROXY_JUMP)) {
            if (collected.unlessNone(proxy).isEmpty()) settings.remove(proxy);
        }
        settings.putIfAbsent(Keyword.USER, List.of(new Setting(machine.user(), SourcePos.of("your own name"))));
        return settings;
    }

    private void tell(Directive.Option line) {
        Told told = (Told) line.option().role();
        String value = String.join(" ", line.values());
        if (told.harmless().test(value)) return;
        String message = line.option().spelling() + " is not obeyed: " + told.problem();
        if (told.refuse()) problems.error(line.pos(), message, told.remedy());
        else problems.warn(line.pos(), message, told.remedy());
    }

    /** What would be words or commands of a shell where a ProxyCommand has it, and what ssh cannot start with. */
    private void check(HostConfig config) {
        if (config.value(Keyword.PROXY_COMMAND).isPresent() && !isPlain(config.host()))
            problems.error(
                    config.origin(Keyword.PROXY_COMMAND).orElseThrow(),
                    "the name of the host \"" + config.host() + "\" would be more than a word in this command",
                    "give the host another name");
        if (config.number(Keyword.CONNECTION_ATTEMPTS).orElse(1) == 0)
            problems.error(
                    config.origin(Keyword.CONNECTION_ATTEMPTS).orElseThrow(),
                    "ConnectionAttempts is 0",
                    "it is at least 1");
        config.settings(Keyword.PROXY_JUMP).forEach(list -> JumpSpec.check(list, problems));
        if (leadsToItself(config)) circle(config, problems);
    }

    /** Whether a shell takes the name for nothing but a word. */
    static boolean isPlain(String host) {
        return !host.startsWith("-") && host.chars().noneMatch(c -> SHELL_CHARACTERS.indexOf(c) >= 0 || c <= ' ');
    }

    private static boolean leadsToItself(HostConfig config) {
        return lastJump(config)
                .filter(jump -> jump.host().equals(config.hostName())
                        && jump.port().orElse(22) == config.port()
                        && jump.user().orElse(config.user()).equals(config.user()))
                .isPresent();
    }

    /** The host that a host is reached from. */
    static Optional<JumpSpec> lastJump(HostConfig config) {
        return config.value(Keyword.PROXY_JUMP).flatMap(JumpSpec::last);
    }

    static void circle(HostConfig config, Diagnostics problems) {
        String host = lastJump(config).orElseThrow().host();
        problems.error(
                config.origin(Keyword.PROXY_JUMP).orElseThrow(),
                "ProxyJump leads in a circle: " + host + " is reached by way of itself",
                "write ProxyJump none for " + host);
    }
}
