package io.drydock.remote;

import io.drydock.sshconfig.HostConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server and Drydock have no algorithm in common, of one kind or several. */
record Disagreement(HostConfig config, List<Missing> missing) {
    private static final int SHOWN = 300; // characters of a list that the server may make as long as it likes

    /**
     * @param offered the server's, none of which is taken
     */
    record Missing(AlgorithmKind kind, List<String> offered) {
        /** The best of them that could be taken, were it asked for. */
        Optional<String> known() {
            return kind.all().stream().filter(offered::contains).findFirst();
        }

        String described() {
            String list = String.join(", ", offered);
            return kind.noun() + " that is taken here: "
                    + (list.length() > SHOWN ? list.substring(0, SHOWN) + "\u2026" : list);
        }
    }

    Disagreement {
        missing = List.copyOf(missing);
    }

    /** Empty when they could agree. */
    static Optional<Disagreement> between(HostConfig config, Algorithms ours, ServerOffer theirs) {
        List<Missing> missing = new ArrayList<>();
        add(missing, AlgorithmKind.EXCHANGE, ours.exchanges(), theirs.exchanges());
        add(missing, AlgorithmKind.HOST_KEY, ours.hostKeys(), theirs.hostKeys());
        boolean there = add(missing, AlgorithmKind.CIPHER, ours.ciphers(), theirs.ciphersThere());
        boolean back = there || add(missing, AlgorithmKind.CIPHER, ours.ciphers(), theirs.ciphersBack());
        boolean macs = needsMac(there, ours, theirs.ciphersThere())
                && add(missing, AlgorithmKind.MAC, ours.macs(), theirs.macsThere());
        if (!macs && needsMac(back, ours, theirs.ciphersBack())) {
            add(missing, AlgorithmKind.MAC, ours.macs(), theirs.macsBack());
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(new Disagreement(config, missing));
    }

    private static boolean add(List<Missing> missing, AlgorithmKind kind, List<String> ours, List<String> theirs) {
        boolean isMissing = ours.stream().noneMatch(theirs::contains);
        if (isMissing) missing.add(new Missing(kind, theirs));
        return isMissing;
    }

    private static boolean needsMac(boolean noCipher, Algorithms ours, List<String> ciphers) {
        return noCipher
                || ours.ciphers().stream()
                        .filter(ciphers::contains)
                        .findFirst()
                        .filter(Algorithms::authenticates)
                        .isEmpty();
    }

    String message(String host) {
        return host + " offers no "
                + missing.stream().map(Missing::described).collect(Collectors.joining("; and no "))
                + missing.stream().flatMap(this::chosenBy).collect(Collectors.joining());
    }

    /** Who has chosen what is taken, where it is not Drydock itself. */
    private Stream<String> chosenBy(Missing each) {
        return config.origin(each.kind().keyword()).stream()
                .map(by -> "; " + each.kind().keyword().spelling() + " is set by " + by);
    }

    String remedy() {
        List<Missing> unknown =
                missing.stream().filter(m -> m.known().isEmpty()).toList();
        return unknown.isEmpty() ? "Update its sshd: " + offBecause() + allowed() : update(unknown);
    }

    private static String offBecause() {
        return "as with ssh, what rests on SHA-1 or MD5 is off, and so are the ciphers of old.";
    }

    /** The option for this host alone. */
    private String allowed() {
        String options = missing.stream()
                .map(m -> m.kind().keyword().spelling() + "=+" + m.known().orElseThrow())
                .map(option -> "-o " + option)
                .collect(Collectors.joining(" "));
        return " To take it from this host alone, give it ansible_ssh_common_args: '" + options
                + "' in the inventory, or the same under its Host in ssh_config.";
    }

    private static String update(List<Missing> unknown) {
        return "Update its sshd, or add to its sshd_config one of "
                + unknown.stream()
                        .map(m -> m.kind().keyword().spelling() + " "
                                + String.join(",", m.kind().usual())
                                + (m.kind() == AlgorithmKind.MAC
                                        ? ", or of Ciphers aes256-gcm@openssh.com,chacha20-poly1305@openssh.com"
                                        : ""))
                        .collect(Collectors.joining("; and of "));
    }
}
