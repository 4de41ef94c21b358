package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
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
    private static final int MOST_HOPS = 32;

    private final HostResolver hosts;
    private final Diagnostics problems;
    private final Map<Hop, Resolution> hops = new HashMap<>();

    /**
     * A host on the way to others.
     *
     * @param before the hosts before it, as ProxyJump names them
     */
    private record Hop(JumpSpec spec, String before, ConfigSource files) {}

    /** @param runsCommands whether Match may have a command decide */
    public Resolver(LocalMachine machine, boolean runsCommands, Diagnostics problems) {
        this.hosts = new HostResolver(machine, runsCommands, new NameService(), problems);
        this.problems = problems;
    }

    /**
     * @param host the name that Host and Match compare with
     * @param given what goes before the files
     * @param inCommon what goes before the files of hosts on the way
     */
    public Resolution resolve(String host, GivenOptions given, GivenOptions inCommon) {
        return resolve(host, given.options(), given.files(), inCommon, List.of());
    }

    private Resolution resolve(
            String host,
            List<Directive.Option> given,
            ConfigSource files,
            GivenOptions inCommon,
            List<JumpSpec> behind) {
        HostConfig config = hosts.config(host, given, files);
        return new Resolution(
                config, HostResolver.lastJump(config).flatMap(last -> jump(config, last, files, inCommon, behind)));
    }

    private Optional<Resolution> jump(
            HostConfig config, JumpSpec last, ConfigSource files, GivenOptions inCommon, List<JumpSpec> behind) {
        if (behind.contains(last)) {
            HostResolver.circle(config, problems);
            return Optional.empty();
        }
        SourcePos origin = config.origin(Keyword.PROXY_JUMP).orElseThrow();
        if (behind.size() == MOST_HOPS) { // a list with %h may name another host for each
            problems.error(
                    origin,
                    "ProxyJump leads over more than " + MOST_HOPS + " hosts",
                    "write ProxyJump none for the first that is to be reached directly");
            return Optional.empty();
        }
        String list = config.value(Keyword.PROXY_JUMP).orElseThrow();
        Hop hop = new Hop(last, list.substring(0, Math.max(0, list.lastIndexOf(','))), files);
        Resolution known = hops.get(hop);
        if (known == null) {
            List<JumpSpec> further = new ArrayList<>(behind);
            further.add(last);
            known = resolve(last.host(), arguments(hop, origin, inCommon), files, inCommon, further);
            hops.put(hop, known);
        }
        return Optional.of(known);
    }

    /** What ssh is called with to get to a host on the way. */
    private static List<Directive.Option> arguments(Hop hop, SourcePos origin, GivenOptions inCommon) {
        List<Directive.Option> options = new ArrayList<>();
        hop.spec.user().ifPresent(user -> options.add(Directive.of(Keyword.USER, user, origin)));
        hop.spec.port().ifPresent(port -> options.add(Directive.of(Keyword.PORT, String.valueOf(port), origin)));
        if (!hop.before.isEmpty()) options.add(Directive.of(Keyword.PROXY_JUMP, hop.before, origin));
        options.addAll(inCommon.options());
        return options;
    }
}
