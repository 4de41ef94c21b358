package io.drydock.remote;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.sshconfig.AlgorithmList;
import io.drydock.sshconfig.AlgorithmList.Change;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.util.List;

/** Looks, before any host is called, whether the algorithms that a host's configuration names can be had. */
public final class AlgorithmCheck {
    private static final List<Keyword> LISTS = List.of(
            Keyword.KEX_ALGORITHMS,
            Keyword.HOST_KEY_ALGORITHMS,
            Keyword.CIPHERS,
            Keyword.MACS,
            Keyword.CA_SIGNATURE_ALGORITHMS);

    private AlgorithmCheck() {}

    /** Names that nothing here can compute are warnings, and lists that leave nothing are errors. */
    public static void check(HostConfig config, Diagnostics problems) {
        // Most hosts name none, and need not wait until all that is known has been loaded.
        if (LISTS.stream().anyMatch(list -> config.value(list).isPresent())) {
            for (AlgorithmKind kind : AlgorithmKind.values()) {
                config.origin(kind.keyword()).ifPresent(pos -> check(kind, config, pos, problems));
            }
        }
    }

    private static void check(AlgorithmKind kind, HostConfig config, SourcePos pos, Diagnostics problems) {
        String option = kind.keyword().spelling();
        List<String> left = kind.chosen(config);
        if (left.isEmpty() && !isNeedless(kind, config)) {
            String usual = "by default they are " + String.join(",", kind.usual());
            problems.error(pos, option + " leaves nothing that can be used here", usual);
            return;
        }
        AlgorithmList list =
                config.value(kind.keyword()).map(AlgorithmList::parse).orElseThrow();
        if (list.change() == Change.REMOVE) return; // what is not there need not be taken away
        for (String name : list.names()) {
            if (!left.isEmpty() && isOrdinary(name)) continue;
            if (new AlgorithmList(Change.REPLACE, List.of(name))
                    .applied(List.of(), kind.all())
                    .isEmpty()) {
                String remedy = left.isEmpty() ? "" : "left are " + String.join(",", left);
                problems.warn(pos, option + " names " + name + ", which nothing here can compute", remedy);
            }
        }
    }

    /**
     * Whether OpenSSH uses it by itself: the policies of whole distributions list them in ssh_config, and their users need not read of
     * it at each call. A host that has nothing else is told with what it offers.
     */
    private static boolean isOrdinary(String name) {
        return MacName.UMAC.contains(name) || name.startsWith("sk-") || name.startsWith("webauthn-sk-");
    }

    /** The ciphers of today need no message authentication besides. */
    private static boolean isNeedless(AlgorithmKind kind, HostConfig config) {
        return kind == AlgorithmKind.MAC
                && AlgorithmKind.CIPHER.chosen(config).stream().anyMatch(Algorithms::authenticates);
    }
}
