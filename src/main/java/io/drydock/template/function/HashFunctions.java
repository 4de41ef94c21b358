package io.drydock.template.function;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.Crypt;

/** Encodings and hashes. */
final class HashFunctions {
    private static final Map<String, String> ALGORITHMS = Map.of(
            "md5", "MD5", "sha1", "SHA-1", "sha224", "SHA-224", "sha256", "SHA-256", "sha384", "SHA-384", "sha512",
            "SHA-512");
    private static final Map<String, String> CRYPT = Map.of(
            "sha512",
            "$6$",
            "sha512_crypt",
            "$6$",
            "sha256",
            "$5$",
            "sha256_crypt",
            "$5$",
            "md5",
            "$1$",
            "md5_crypt",
            "$1$");
    /** Ansible's own, so that the same text gives the same UUID. */
    private static final String NAMESPACE = "361e6d51faec444a9079341386da8e2e";

    private static final int USUAL_ROUNDS = 5000;
    private static final int MOST_ROUNDS = 1_000_000;

    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of(
                    "b64encode",
                    "text s",
                    "The text in base64.",
                    "b64encode(\"docker\")",
                    "\"ZG9ja2Vy\"",
                    call -> Base64.getEncoder().encodeToString(bytes(call.text(0)))),
            TemplateFunction.of(
                    "b64decode",
                    "text s",
                    "The text that is written in base64.",
                    "b64decode(\"ZG9ja2Vy\")",
                    "\"docker\"",
                    HashFunctions::decoded),
            TemplateFunction.of(
                    "hash",
                    "text s, [text algorithm]",
                    "The hash of a text: `sha1`, or `sha256`, `sha224`, `sha384`, `sha512`, `md5`.",
                    "hash(\"docker\", \"md5\")",
                    "\"05b6053c41a2130afd6fc3b158bda4e6\"",
                    call -> HexFormat.of().formatHex(digest(call.text(1, "sha1"), bytes(call.text(0))))),
            TemplateFunction.of(
                    "password_hash",
                    "text password, text algorithm, text salt, [number rounds]",
                    "The hash of a password as /etc/shadow and the action `user` take it, by `sha512` or `sha256`. The salt is letters and digits, and must stay the same: another one is another hash.",
                    "password_hash(\"docker\", \"sha512\", \"x8Jk2b\")[0..9]",
                    "\"$6$x8Jk2b$\"",
                    HashFunctions::passwordHash),
            TemplateFunction.of(
                    "to_uuid",
                    "text s",
                    "A UUID that is always the same for the text.",
                    "to_uuid(\"web1\")",
                    "\"4ebc6093-8026-5090-bb95-a592e5a6aec3\"",
                    HashFunctions::uuid));

    private HashFunctions() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String decoded(Call call) {
        try {
            byte[] bytes = Base64.getDecoder().decode(call.text(0).replaceAll("\\s+", ""));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException e) {
            throw new FunctionFailure("the text is not base64", "");
        } catch (CharacterCodingException e) {
            throw new FunctionFailure("what the base64 holds is no text", "bring such a file by src: of copy");
        }
    }

    static byte[] digest(String name, byte[] bytes) {
        String algorithm = ALGORITHMS.get(name.toLowerCase(Locale.ROOT));
        if (algorithm == null)
            throw new FunctionFailure(
                    "there is no hash \"" + name + "\"", "valid: md5, sha1, sha224, sha256, sha384, sha512");
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has them
        }
    }

    private static String passwordHash(Call call) {
        String kind = Optional.ofNullable(CRYPT.get(call.text(1)))
                .orElseThrow(() -> new FunctionFailure(
                        "passwords are not hashed by \"" + call.text(1) + "\"", "write \"sha512\" or \"sha256\""));
        String salt = call.text(2);
        if (!salt.matches("[./A-Za-z0-9]{1,16}"))
            throw new FunctionFailure("the salt is 1 to 16 letters and digits", "give one that stays the same");
        int rounds = call.count(3, USUAL_ROUNDS);
        if (rounds < 1000 || rounds > MOST_ROUNDS)
            throw new FunctionFailure("the rounds are " + rounds, "they are 1000 to " + MOST_ROUNDS);
        String with = rounds == USUAL_ROUNDS || kind.equals("$1$") ? "" : "rounds=" + rounds + "$";
        return Crypt.crypt(call.text(0), kind + with + salt);
    }

    private static String uuid(Call call) {
        byte[] namespace = HexFormat.of().parseHex(NAMESPACE);
        byte[] name = bytes(call.text(0));
        byte[] both = Arrays.copyOf(namespace, namespace.length + name.length);
        System.arraycopy(name, 0, both, namespace.length, name.length);
        byte[] hash = digest("sha1", both);
        hash[6] = (byte) (hash[6] & 0x0f | 0x50); // a UUID of version 5
        hash[8] = (byte) (hash[8] & 0x3f | 0x80);
        ByteBuffer bits = ByteBuffer.wrap(hash);
        return new UUID(bits.getLong(), bits.getLong()).toString();
    }
}
