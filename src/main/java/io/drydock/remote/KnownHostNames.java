package io.drydock.remote;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The first field of a known_hosts entry: names, patterns with * and ?, negations, or one hashed name. */
final class KnownHostNames implements Predicate<String> {
    private final List<Predicate<String>> wanted = new ArrayList<>();
    private final List<Predicate<String>> unwanted = new ArrayList<>();

    /** @throws IllegalArgumentException for a hash that is none */
    KnownHostNames(String field) {
        for (String part : field.split(",")) {
            boolean negated = part.startsWith("!");
            (negated ? unwanted : wanted).add(matcher(negated ? part.substring(1) : part));
        }
    }

    /** Whether the field is names only, which can be looked up without trying every entry. */
    static boolean arePlain(String field) {
        return field.chars().noneMatch(c -> c == '*' || c == '?' || c == '!' || c == '|');
    }

    @Override
    public boolean test(String name) {
        return wanted.stream().anyMatch(m -> m.test(name)) && unwanted.stream().noneMatch(m -> m.test(name));
    }

    /** A name as HashKnownHosts writes it. */
    static String hashed(String name) {
        byte[] salt = new byte[20]; // as long as the digest: ssh takes no other
        new SecureRandom().nextBytes(salt);
        Base64.Encoder encoder = Base64.getEncoder();
        return "|1|" + encoder.encodeToString(salt) + "|"
                + encoder.encodeToString(hmac(new SecretKeySpec(salt, "HmacSHA1"), name));
    }

    private static Predicate<String> matcher(String part) {
        return part.startsWith("|1|") ? ofHash(part) : pattern(part.toLowerCase(Locale.ROOT));
    }

    private static Predicate<String> pattern(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString()).asMatchPredicate();
    }

    private static Predicate<String> ofHash(String text) {
        String[] fields = text.split("\\|", -1);
        if (fields.length != 4) {
            throw new IllegalArgumentException("not a hashed host name");
        }
        SecretKeySpec salt = new SecretKeySpec(Base64.getDecoder().decode(fields[2]), "HmacSHA1");
        byte[] expected = Base64.getDecoder().decode(fields[3]);
        return name -> MessageDigest.isEqual(expected, hmac(salt, name));
    }

    private static byte[] hmac(SecretKeySpec salt, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(salt);
            return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
