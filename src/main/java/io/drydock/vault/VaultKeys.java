package io.drydock.vault;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What is derived from a password and a salt: the keys of AES-256-CTR and of HMAC-SHA256, and the first counter. */
final class VaultKeys {
    private static final String MAC = "HmacSHA256";
    private static final int ITERATIONS = 10_000;
    private static final int KEY = 32;
    private static final int BLOCK = 16;

    private final byte[] derived;

    private VaultKeys(byte[] derived) {
        this.derived = derived;
    }

    /** PBKDF2 over bytes; the JDK's own takes characters, and a password file may hold any bytes. */
    static VaultKeys of(byte[] password, byte[] salt) {
        byte[] derived = new byte[2 * KEY + BLOCK];
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(password, MAC));
            for (int block = 1, at = 0; at < derived.length; block++, at += KEY) {
                byte[] sum = block(mac, salt, block);
                System.arraycopy(sum, 0, derived, at, Math.min(KEY, derived.length - at));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return new VaultKeys(derived);
    }

    private static byte[] block(Mac mac, byte[] salt, int number) {
        mac.update(salt);
        byte[] next = mac.doFinal(new byte[] {0, 0, 0, (byte) number});
        byte[] sum = next.clone();
        for (int i = 1; i < ITERATIONS; i++) {
            next = mac.doFinal(next);
            for (int j = 0; j < sum.length; j++) sum[j] ^= next[j];
        }
        return sum;
    }

    /** Empty when the text was encrypted with another password, or has been changed since. */
    Optional<byte[]> decrypted(VaultText text) throws VaultException {
        if (!MessageDigest.isEqual(code(text.encrypted()), text.code())) return Optional.empty();
        byte[] padded = crypted(Cipher.DECRYPT_MODE, text.encrypted());
        int padding = padded[padded.length - 1];
        if (padding < 1 || padding > BLOCK) throw VaultText.damaged("its end is none");
        return Optional.of(Arrays.copyOf(padded, padded.length - padding));
    }

    VaultText encrypted(Optional<String> label, byte[] salt, byte[] plain) {
        int padding = BLOCK - plain.length % BLOCK;
        byte[] padded = Arrays.copyOf(plain, plain.length + padding);
        Arrays.fill(padded, plain.length, padded.length, (byte) padding);
        byte[] encrypted = crypted(Cipher.ENCRYPT_MODE, padded);
        return new VaultText(label, salt, code(encrypted), encrypted);
    }

    private byte[] crypted(int mode, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, new SecretKeySpec(derived, 0, KEY, "AES"), new IvParameterSpec(derived, 2 * KEY, BLOCK));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] code(byte[] encrypted) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(derived, KEY, KEY, MAC));
            return mac.doFinal(encrypted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
