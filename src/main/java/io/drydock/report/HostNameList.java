package io.drydock.report;

import io.drydock.diag.Printable;
import java.util.List;

/** The names of hosts of which all the same is to be said. */
public final class HostNameList {
    private static final int SHOWN = 5; // before the rest is only counted

    private HostNameList() {}

    /** @param all every name, however many there are */
    public static String of(List<String> hosts, boolean all) {
        hosts = hosts.stream().map(Printable::line).toList();
        if (hosts.size() == 1) return hosts.getFirst();
        boolean cut = !all && hosts.size() > SHOWN;
        String names =
                String.join(", ", cut ? hosts.subList(0, SHOWN - 1) : hosts) + (cut ? ", ... " + hosts.getLast() : "");
        return names + " (" + hosts.size() + " hosts)";
    }
}
