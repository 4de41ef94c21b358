package io.drydock.remote;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.common.Factory;

/**
 * The server and Drydock have no algorithm in common.
 *
 * @param offered the server's, with commas between
 */
record Disagreement(String kind, String offered) {
    private static final int SHOWN = 300; // of a list that the server may make as long as it likes

    /** sshj has no type for this failure, so its text has to do; the test with such servers shows when that changes. */
    private static final Pattern TEXT =
            Pattern.compile("Unable to reach a settlement of (\\w+): \\[.*] and \\[(.*)]", Pattern.DOTALL);

    static Disagreement ofUmac() {
        return new Disagreement(
                "Client2ServerMACAlgorithms",
                "beside ciphers that need one only " + Umac.NAMES.getFirst() + " and the like");
    }

    static Optional<Disagreement> of(Throwable e) {
        Matcher text = TEXT.matcher(String.valueOf(e.getMessage()));
        return text.matches()
                ? Optional.of(new Disagreement(text.group(1), algorithms(text.group(2))))
                : Optional.empty();
    }

    /** The names without the marks of extensions that servers put among them. */
    private static String algorithms(String list) {
        return Stream.of(list.split(", "))
                .filter(a -> !a.startsWith("kex-strict-") && !a.startsWith("ext-info-"))
                .collect(Collectors.joining(", "));
    }

    String message(String host) {
        String shown = offered.length() > SHOWN ? offered.substring(0, SHOWN) + "\u2026" : offered;
        return host + " offers no " + named() + " that is taken here: " + shown;
    }

    String remedy() {
        if (offered.contains(Umac.NAMES.getFirst()) && option().equals("MACs")) {
            return "UMAC is not known here: add to its sshd_config one of MACs " + taken()
                    + ", or of Ciphers aes256-gcm@openssh.com,chacha20-poly1305@openssh.com";
        }
        return "As with ssh, what rests on SHA-1 is off, and so are the ciphers of old: update its sshd, or add one of these to its sshd_config: "
                + option() + " " + taken();
    }

    /** The name that sshd_config has for the list. */
    private String option() {
        return switch (kind) {
            case "KeyExchangeAlgorithms" -> "KexAlgorithms";
            case "HostKeyAlgorithms" -> "HostKeyAlgorithms";
            case "Client2ServerCipherAlgorithms", "Server2ClientCipherAlgorithms" -> "Ciphers";
            default -> "MACs";
        };
    }

    private String taken() {
        Config config = SshjConfig.SHARED;
        List<? extends Factory.Named<?>> all = switch (option()) {
            case "KexAlgorithms" -> config.getKeyExchangeFactories();
            case "HostKeyAlgorithms" -> config.getKeyAlgorithms();
            case "Ciphers" -> config.getCipherFactories();
            default -> config.getMACFactories();
        };
        return all.stream()
                .map(Factory.Named::getName)
                .filter(n -> !Umac.NAMES.contains(n))
                .collect(Collectors.joining(","));
    }

    private String named() {
        return switch (kind) {
            case "KeyExchangeAlgorithms" -> "key exchange";
            case "HostKeyAlgorithms" -> "signature of its host key";
            case "Client2ServerCipherAlgorithms", "Server2ClientCipherAlgorithms" -> "cipher";
            case "Client2ServerMACAlgorithms", "Server2ClientMACAlgorithms" -> "message authentication";
            default -> "algorithm";
        };
    }
}
