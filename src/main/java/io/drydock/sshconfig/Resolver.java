package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.sshconfig.KnownOption.Told;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out how hosts are reached, from what is said of them and the files of ssh_config, as OpenSSH's client does. Files are read once for
 * all hosts, and no host is called. What is wrong is reported once, however many hosts it is about. Not thread-safe.
 */
public final class Resolver {
    private static final Path SYSTEM = Path.of("/etc/ssh/ssh_config");
    private static final String SHELL_CHARACTERS = "'`\"$\\;&<>|(){},";

    private final LocalMachine machine;
    private final Diagnostics problems;
    private final NameService names;
    private final Evaluation.Shared shared;
    private final Map<Hop, Optional<Resolution>> hops = new HashMap<>();

    /** A host on the way to others, and what is said of it. */
    private record Hop(JumpSpec spec, String before, Source files) {}

    /** @param runsCommands whether Match may have a command decide */
    public Resolver(LocalMachine machine, boolean runsCommands, Diagnostics problems) {
        this(machine, runsCommands, new NameService(), problems);
    }

    Resolver(LocalMachine machine, boolean runsCommands, NameService names, Diagnostics problems) {
        this.machine = machine;
        this.problems = problems;
        this.names = names;
        this.shared = new Evaluation.Shared(
                new ConfigFiles(machine, problems), machine, new MatchExec(runsCommands, machine), problems);
    }

    /**
     * @param host the name that Host and Match compare with
     * @param given what goes before the files
     * @param inCommon what goes before the files of hosts on the way
     */
    public Resolution resolve(String host, Arguments given, Arguments inCommon) {
        return resolve(host, given.options(), given.files(), inCommon.options(), List.of());
    }

    private Resolution resolve(
            String host,
            List<Directive.Option> given,
            Source files,
            List<Directive.Option> inCommon,
            List<JumpSpec> behind) {
        Collected collected = collect(host, given, files);
        Map<Keyword, List<Setting>> settings = settings(host, collected);
        collected.told().forEach(this::tell);
        HostConfig config = HostConfig.of(host, settings);
        check(config);
        return new Resolution(config, jump(config, files, inCommon, behind));
    }

    /** What is said of a host, as it is written. */
    Collected collect(String host, List<Directive.Option> given, Source files) {
        Collected collected = new Collected();
        given.forEach(collected::add);
        Matching first = new Matching(collected, shared, host, host, false);
        read(new Evaluation(shared, collected, first, host), files);
        Canonical canonical = new Canonical(collected, names);
        String name = canonical(host, collected, canonical);
        if (canonical.isWanted() || first.wantsLast()) {
            Matching last = new Matching(collected, shared, name, host, true);
            read(new Evaluation(shared, collected, last, name), files);
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
        Tokens tokens = new Tokens(Map.of('h', host), machine);
        return switch (tokens.percent(written.value())) {
            case Tokens.Expanded.Text text -> text.text();
            case Tokens.Expanded.Failed failed -> {
                problems.error(
                        written.origin(), "HostName: " + failed.why(), "it may have %h, and %% for a percent sign");
                yield host;
            }
        };
    }

    private void read(Evaluation evaluation, Source files) {
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
        String host = config.host();
        if (host.startsWith("-") || host.chars().anyMatch(c -> SHELL_CHARACTERS.indexOf(c) >= 0 || c <= ' '))
            problems.error(
                    SourcePos.of(host), "it has characters that no name of a host has", "give the host another name");
        if (config.number(Keyword.CONNECTION_ATTEMPTS).orElse(1) == 0)
            problems.error(
                    config.origin(Keyword.CONNECTION_ATTEMPTS).orElseThrow(),
                    "ConnectionAttempts is 0",
                    "it is at least 1");
    }

    private Optional<Resolution> jump(
            HostConfig config, Source files, List<Directive.Option> inCommon, List<JumpSpec> behind) {
        Optional<String> list = config.value(Keyword.PROXY_JUMP);
        if (list.isEmpty()) return Optional.empty();
        List<JumpSpec> specs = JumpSpec.all(list.get());
        if (specs.isEmpty()) return Optional.empty();
        SourcePos origin = config.origin(Keyword.PROXY_JUMP).orElseThrow();
        JumpSpec last = specs.getLast();
        if (behind.contains(last) || leadsToItself(config, last)) {
            problems.error(
                    origin,
                    "ProxyJump leads in a circle: " + last.host() + " is reached by way of itself",
                    "write ProxyJump none for " + last.host());
            return Optional.empty();
        }
        String before =
                specs.size() == 1 ? "" : list.get().substring(0, list.get().lastIndexOf(','));
        Hop hop = new Hop(last, before, files);
        Optional<Resolution> known = hops.get(hop);
        if (known != null) return known;
        List<JumpSpec> further = new ArrayList<>(behind);
        further.add(last);
        Optional<Resolution> found =
                Optional.of(resolve(last.host(), arguments(hop, origin, inCommon), files, inCommon, further));
        hops.put(hop, found);
        return found;
    }

    private static boolean leadsToItself(HostConfig config, JumpSpec jump) {
        return jump.host().equals(config.hostName())
                && jump.port().orElse(22) == config.port()
                && jump.user().orElse(config.user()).equals(config.user());
    }

    /** What ssh is called with to get to a host on the way. */
    private static List<Directive.Option> arguments(Hop hop, SourcePos origin, List<Directive.Option> inCommon) {
        List<Directive.Option> options = new ArrayList<>();
        hop.spec.user().ifPresent(user -> options.add(Directive.of(Keyword.USER, user, origin)));
        hop.spec.port().ifPresent(port -> options.add(Directive.of(Keyword.PORT, String.valueOf(port), origin)));
        if (!hop.before.isEmpty()) options.add(Directive.of(Keyword.PROXY_JUMP, hop.before, origin));
        options.addAll(inCommon);
        return options;
    }
}
