package io.drydock.template.function;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The numbers that Python's random makes of a seed, by the Mersenne Twister MT19937: so what Ansible has chosen stays. */
final class PythonRandom {
    private static final int SIZE = 624;
    private static final int MIDDLE = 397;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    private PythonRandom(int[] key) {
        state[0] = 19650218;
        for (int i = 1; i < SIZE; i++) state[i] = 1812433253 * mixed(i) + i;
        int at = 1;
        for (int k = 0; k < Math.max(SIZE, key.length); k++) {
            state[at] = (state[at] ^ mixed(at) * 1664525) + key[k % key.length] + k % key.length;
            at = after(at);
        }
        for (int k = 1; k < SIZE; k++) {
            state[at] = (state[at] ^ mixed(at) * 1566083941) - at;
            at = after(at);
        }
        state[0] = 0x80000000;
    }

    static PythonRandom of(String seed) {
        byte[] text = seed.getBytes(StandardCharsets.UTF_8);
        byte[] hash = HashFunctions.digest("sha512", text);
        byte[] both = Arrays.copyOf(text, text.length + hash.length);
        System.arraycopy(hash, 0, both, text.length, hash.length);
        return of(new BigInteger(1, both));
    }

    static PythonRandom of(BigInteger seed) {
        BigInteger rest = seed.abs();
        int[] key = new int[Math.max(1, Math.ceilDiv(rest.bitLength(), 32))];
        for (int i = 0; i < key.length; i++) key[i] = rest.shiftRight(32 * i).intValue();
        return new PythonRandom(key);
    }

    /** A number from 0 on that is less than the limit. */
    long below(long limit) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(limit);
        long number;
        do number = bits(bits);
        while (number >= limit);
        return number;
    }

    private long bits(int count) {
        if (count <= 32) return Integer.toUnsignedLong(word()) >>> (32 - count);
        long low = Integer.toUnsignedLong(word());
        return low | (Integer.toUnsignedLong(word()) >>> (64 - count)) << 32;
    }

    private int mixed(int at) {
        return state[at - 1] ^ state[at - 1] >>> 30;
    }

    /** The last one is the first one's predecessor. */
    private int after(int at) {
        if (at < SIZE - 1) return at + 1;
        state[0] = state[SIZE - 1];
        return 1;
    }

    private int word() {
        if (next == SIZE) renew();
        int word = state[next++];
        word ^= word >>> 11;
        word ^= word << 7 & 0x9d2c5680;
        word ^= word << 15 & 0xefc60000;
        return word ^ word >>> 18;
    }

    private void renew() {
        for (int i = 0; i < SIZE; i++) {
            int both = state[i] & 0x80000000 | state[(i + 1) % SIZE] & 0x7fffffff;
            state[i] = state[(i + MIDDLE) % SIZE] ^ both >>> 1 ^ ((both & 1) == 0 ? 0 : 0x9908b0df);
        }
        next = 0;
    }
}
