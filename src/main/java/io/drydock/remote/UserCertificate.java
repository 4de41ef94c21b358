package io.drydock.remote;

import java.time.Instant;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;

/**
 * What an authority says of a user's key.
 *
 * @param key that it is about
 * @param ofUser and not of a host
 * @param after the second since 1970 from which it holds
 * @param before the one from which it does not hold any more, without a sign: the largest stands for ever
 */
record UserCertificate(PublicKeyBlob key, boolean ofUser, long after, long before) {
    /** By the type of the plain key: how many fields it has. All of them are strings of bytes by their form. */
    private static Optional<Integer> fields(String plain) {
        return switch (plain) {
            case "ssh-ed25519" -> Optional.of(1);
            case "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521" -> Optional.of(2);
            case "sk-ssh-ed25519@openssh.com" -> Optional.of(2);
            case "sk-ecdsa-sha2-nistp256@openssh.com" -> Optional.of(3);
            default -> Optional.empty();
        };
    }

    static Optional<UserCertificate> parse(PublicKeyBlob certificate) {
        String plain = Signer.signatureName(certificate.type());
        return fields(plain).flatMap(fields -> parse(certificate.bytes(), plain, fields));
    }

    private static Optional<UserCertificate> parse(byte[] blob, String plain, int fields) {
        try {
            Buffer.PlainBuffer from = new Buffer.PlainBuffer(blob);
            from.readString(); // type
            from.readBytes(); // nonce
            Buffer.PlainBuffer key = new Buffer.PlainBuffer().putString(plain);
            for (int i = 0; i < fields; i++) key.putBytes(from.readBytes());
            from.readUInt64AsBigInteger(); // serial
            boolean ofUser = from.readUInt32() == 1;
            from.readBytes(); // id
            from.readBytes(); // principals
            long after = from.readUInt64AsBigInteger().longValue();
            long before = from.readUInt64AsBigInteger().longValue();
            return PublicKeyBlob.of(key.getCompactData()).map(k -> new UserCertificate(k, ofUser, after, before));
        } catch (Buffer.BufferException e) {
            return Optional.empty();
        }
    }

    /** Why it does not let anybody in at that time; empty where it may. */
    Optional<String> flaw(Instant now) {
        long second = now.getEpochSecond();
        if (!ofUser) return Optional.of("is one of a host");
        if (Long.compareUnsigned(second, after) < 0) return Optional.of("is not valid before " + shown(after));
        if (Long.compareUnsigned(second, before) >= 0) return Optional.of("has expired on " + shown(before));
        return Optional.empty();
    }

    private static String shown(long second) {
        return second > Instant.MAX.getEpochSecond() || second < 0
                ? "the end of time"
                : Instant.ofEpochSecond(second).toString();
    }
}
