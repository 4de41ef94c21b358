package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Printable;
import io.drydock.remote.Target;
import io.drydock.run.Access;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import io.drydock.sshconfig.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a host will be reached, hop by hop, and who has said so. */
final class Explanation {
    private static final String NOBODY = "nothing else is said";

    private final String name;
    private final Access access;
    private final Diagnostics secrets;

    /** @param secrets knows those of the input, and learns those of the host */
    Explanation(String name, Access access, Diagnostics secrets) {
        this.name = name;
        this.access = access;
        this.secrets = secrets;
        secrets.hide(access.secrets());
    }

    /** @param origin the file with line and column, or what else has said so */
    private record Said(String option, String value, String origin) {
        Map<String, String> data() {
            Map<String, String> data = new LinkedHashMap<>();
            data.put("option", option);
            data.put("value", value);
            data.put("origin", origin);
            return data;
        }
    }

    /** From the first host that is called to the one that is meant. */
    private List<Target> hops() {
        List<Target> hops = new ArrayList<>(List.of(access.target()));
        while (hops.getFirst().jump().isPresent())
            hops.addFirst(hops.getFirst().jump().get());
        return hops;
    }

    private List<Said> said(HostConfig config) {
        List<Said> said = new ArrayList<>();
        for (Keyword keyword : Keyword.values()) {
            List<Setting> settings = config.settings(keyword);
            settings.forEach(s -> said.add(new Said(
                    keyword.spelling(), shown(s.value()), shown(s.origin().toString()))));
            if (settings.isEmpty())
                unsaid(keyword).forEach(value -> said.add(new Said(keyword.spelling(), value, NOBODY)));
        }
        return said;
    }

    private static List<String> unsaid(Keyword keyword) {
        return switch (keyword) {
            case PORT -> List.of("22");
            case IDENTITY_FILE -> List.of("the usual ones in ~/.ssh");
            case IDENTITY_AGENT -> List.of("SSH_AUTH_SOCK");
            case USER_KNOWN_HOSTS_FILE -> List.of("~/.ssh/known_hosts", "~/.ssh/known_hosts2");
            case GLOBAL_KNOWN_HOSTS_FILE -> List.of("/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2");
            default -> List.of();
        };
    }

    private String shown(String text) {
        return secrets.shown(text);
    }

    private static String address(HostConfig config) {
        String host = config.hostName();
        return config.user() + "@" + (host.contains(":") ? "[" + host + "]" : host) + ":" + config.port();
    }

    private String become() {
        return access.usually().map(how -> "becomes " + how).orElse("becomes nobody else");
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (access.target().local())
            return List.of(Printable.line(name), "  this machine, without ssh", "  " + become());
        lines.add(Printable.line(name));
        int number = 0;
        for (Target hop : hops()) {
            lines.add(Printable.line(
                    "  %d. %s: %s".formatted(++number, shown(hop.name()), shown(address(hop.config())))));
            for (Said said : said(hop.config()))
                lines.add(Printable.line("       %-24s %-32s %s".formatted(said.option, said.value, said.origin)));
        }
        lines.add(Printable.line("  " + become()));
        return lines;
    }

    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("host", name);
        data.put("local", access.target().local());
        data.put(
                "hops",
                access.target().local()
                        ? List.of()
                        : hops().stream().map(this::data).toList());
        data.put("become", access.usually().orElse(""));
        return data;
    }

    private Map<String, Object> data(Target hop) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", shown(hop.name()));
        data.put("address", shown(hop.config().hostName()));
        data.put("port", hop.config().port());
        data.put("user", shown(hop.config().user()));
        data.put("options", said(hop.config()).stream().map(Said::data).toList());
        return data;
    }
}
