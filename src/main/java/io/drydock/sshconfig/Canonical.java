package io.drydock.sshconfig;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the full name of a host, by the rules of CanonicalizeHostname and what goes with it. */
final class Canonical {
    private final Collected collected;
    private final NameService names;

    /** What came of a name. */
    sealed interface Name {
        record Known(String name) implements Name {}

        /** It stands in no domain, and has to. */
        record Missing() implements Name {}
    }

    Canonical(Collected collected, NameService names) {
        this.collected = collected;
        this.names = names;
    }

    private String mode() {
        return collected.value(Keyword.CANONICALIZE_HOSTNAME).orElse("no");
    }

    boolean isWanted() {
        return !mode().equals("no");
    }

    /** The name in small letters, an address in its one form. */
    Name of(String host) {
        Optional<String> address = Addresses.canonical(host);
        if (address.isPresent()) return new Name.Known(address.get());
        if (Addresses.looksLikeOne(host)) return followed(host);
        String name = host.toLowerCase(Locale.ROOT);
        Optional<Name> full = isWanted() && isAllowed() ? inDomains(name) : Optional.empty();
        return full.orElseGet(() -> followed(name));
    }

    /** Names that a proxy looks up are not looked up here, unless that is wanted. */
    private boolean isAllowed() {
        return isDirect() || mode().equals("always");
    }

    private boolean isDirect() {
        return collected.unlessNone(Keyword.PROXY_COMMAND).isEmpty()
                && collected.unlessNone(Keyword.PROXY_JUMP).isEmpty();
    }

    private Optional<Name> inDomains(String host) {
        if (host.endsWith(".")) return exists(host) ? Optional.of(found(host)) : missing();
        long dots = host.chars().filter(c -> c == '.').count();
        if (dots > collected.number(Keyword.CANONICALIZE_MAX_DOTS, 1)) return Optional.empty();
        for (String domain : collected.values(Keyword.CANONICAL_DOMAINS)) {
            if (domain.equals("none")) break;
            String full = host + "." + domain + ".";
            if (exists(full)) return Optional.of(found(full));
        }
        return missing();
    }

    private Optional<Name> missing() {
        return collected.yes(Keyword.CANONICALIZE_FALLBACK_LOCAL, true)
                ? Optional.empty()
                : Optional.of(new Name.Missing());
    }

    private boolean exists(String name) {
        return names.exists(name, collected.value(Keyword.ADDRESS_FAMILY).orElse("any"));
    }

    private Name found(String withDot) {
        String plain = withDot.substring(0, withDot.length() - 1);
        return new Name.Known(isWanted() ? alias(plain, withDot).orElse(plain) : plain);
    }

    /** A name that has no full one may still be an alias. */
    private Name followed(String host) {
        boolean asked = isWanted() && isAllowed() && !rules().isEmpty();
        return new Name.Known(asked ? alias(host, host).orElse(host) : host);
    }

    private List<String> rules() {
        return collected.values(Keyword.CANONICALIZE_PERMITTED_CNAMES).stream()
                .filter(rule -> !rule.equals("none"))
                .toList();
    }

    private Optional<String> alias(String name, String asked) {
        if (rules().isEmpty()) return Optional.empty();
        Optional<String> target = names.canonical(asked).filter(t -> !t.equals(name));
        return target.filter(t -> rules().stream().anyMatch(rule -> permits(rule, name, t)))
                .map(t -> t.toLowerCase(Locale.ROOT));
    }

    private static boolean permits(String rule, String name, String target) {
        int colon = rule.indexOf(':');
        return WildcardPattern.hostInList(name, rule.substring(0, colon)) == WildcardPattern.Answer.YES
                && WildcardPattern.hostInList(target, rule.substring(colon + 1)) == WildcardPattern.Answer.YES;
    }
}
