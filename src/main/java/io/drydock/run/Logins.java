package io.drydock.run;

import io.drydock.diag.Diagnostics;
import io.drydock.inventory.Host;
import io.drydock.playbook.Login;
import io.drydock.playbook.Play;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.YamlScalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How plays want their hosts to be reached. A run has one connection to a host, so that all plays of the host must want the same. */
public final class Logins {
    private static final List<String> USER = List.of("ansible_user", "ansible_ssh_user");
    private static final List<String> CONNECTION = List.of("ansible_connection");

    private final Map<String, Play> first = new HashMap<>();
    private final Function<Host, LayeredScope> variables;
    private final Diagnostics problems;

    private Logins(Function<Host, LayeredScope> variables, Diagnostics problems) {
        this.variables = variables;
        this.problems = problems;
    }

    /** @param variables of a host, which hide what plays say */
    public static Logins of(List<BoundPlay> plays, Function<Host, LayeredScope> variables, Diagnostics problems) {
        Logins logins = new Logins(variables, problems);
        plays.forEach(play -> play.hosts().forEach(host -> logins.add(host, play.play())));
        return logins;
    }

    /** Variables that are weaker than all that are known of the host. */
    public Map<String, ValueTemplate> of(Host host) {
        return Optional.ofNullable(first.get(host.name()))
                .map(play -> play.login().variables())
                .orElse(Map.of());
    }

    private void add(Host host, Play play) {
        Play earlier = first.putIfAbsent(host.name(), play);
        if (earlier == null || earlier.login().equals(play.login())) return;
        compare(host, USER, "remote_user", earlier, play, Login::user);
        compare(host, CONNECTION, "connection", earlier, play, Login::local);
    }

    private void compare(
            Host host,
            List<String> deciding,
            String key,
            Play earlier,
            Play play,
            Function<Login, Optional<YamlScalar>> part) {
        Optional<String> before = part.apply(earlier.login()).map(YamlScalar::text);
        Optional<String> now = part.apply(play.login()).map(YamlScalar::text);
        if (before.equals(now) || deciding.stream().anyMatch(variables.apply(host)::has)) return;
        problems.error(
                part.apply(play.login()).map(YamlScalar::pos).orElse(play.pos()),
                "the play has " + said(key, now) + ", and an earlier one of the same host " + said(key, before),
                "a run reaches a host in one way: say the same in both, set " + deciding.getFirst()
                        + " in the inventory, or run the plays one by one");
    }

    private static String said(String key, Optional<String> text) {
        return text.map(t -> key + ": " + t).orElse("no " + key);
    }
}
