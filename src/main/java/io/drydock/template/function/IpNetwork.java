package io.drydock.template.function;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address of IPv4 or IPv6 in its network. Nothing is resolved.
 *
 * @param bits of an address: 32 or 128
 * @param prefix how many of them are the network's
 */
record IpNetwork(BigInteger address, int bits, int prefix) {
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    /** Empty for a text that is no address, with or without the length or the mask of its network. */
    static Optional<IpNetwork> of(String text) {
        String[] parts = text.strip().split("/", -1);
        Optional<BigInteger> address = address(parts[0]);
        if (address.isEmpty() || parts.length > 2) return Optional.empty();
        int bits = parts[0].contains(":") ? 128 : 32;
        if (parts.length == 1) return Optional.of(new IpNetwork(address.get(), bits, bits));
        return prefix(parts[1], bits).map(prefix -> new IpNetwork(address.get(), bits, prefix));
    }

    private static Optional<BigInteger> address(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) return Optional.empty();
        try {
            byte[] bytes = InetAddress.ofLiteral(text).getAddress();
            BigInteger number = new BigInteger(1, bytes);
            boolean mapped = text.contains(":") && bytes.length == 4;
            return Optional.of(mapped ? number.add(BigInteger.valueOf(0xffff).shiftLeft(32)) : number);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> prefix(String text, int bits) {
        if (text.matches("\\d{1,3}")) return Optional.of(Integer.parseInt(text)).filter(p -> p <= bits);
        return address(text)
                .filter(_ -> bits == 32 && V4.matcher(text).matches())
                .map(BigInteger::bitCount)
                .filter(ones -> mask(bits, ones).equals(address(text).orElseThrow()));
    }

    private static BigInteger mask(int bits, int prefix) {
        return BigInteger.ONE.shiftLeft(prefix).subtract(BigInteger.ONE).shiftLeft(bits - prefix);
    }

    IpNetwork at(BigInteger other) {
        return new IpNetwork(other, bits, prefix);
    }

    IpNetwork withPrefix(int other) {
        return new IpNetwork(address, bits, other);
    }

    BigInteger first() {
        return address.and(mask(bits, prefix));
    }

    BigInteger last() {
        return first().add(size()).subtract(BigInteger.ONE);
    }

    BigInteger size() {
        return BigInteger.ONE.shiftLeft(bits - prefix);
    }

    /** The first address that a host may have: of IPv4 the network's own is none. */
    BigInteger firstHost() {
        return bits - prefix < 2 ? first() : first().add(BigInteger.ONE);
    }

    BigInteger lastHost() {
        return bits - prefix < 2 || bits == 128 ? last() : last().subtract(BigInteger.ONE);
    }

    boolean holds(IpNetwork other) {
        return bits == other.bits
                && first().compareTo(other.first()) <= 0
                && other.last().compareTo(last()) <= 0;
    }

    boolean isNumber(BigInteger number) {
        return number.signum() >= 0 && number.bitLength() <= bits;
    }

    String netmask() {
        return text(mask(bits, prefix));
    }

    String text() {
        return text(address);
    }

    String text(BigInteger number) {
        byte[] bytes = new byte[bits / 8];
        byte[] digits = number.toByteArray();
        for (int i = 1; i <= Math.min(bytes.length, digits.length); i++)
            bytes[bytes.length - i] = digits[digits.length - i];
        try {
            return bits == 128
                    ? shortened(bytes)
                    : InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // of four bytes there is always one
        }
    }

    /** As RFC 5952 has it: in small letters, the longest run of zeros left out. */
    private static String shortened(byte[] bytes) {
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 2)
            groups.append(i == 0 ? "" : ":").append(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff));
        String all = groups.toString();
        for (int zeros = bytes.length / 2; zeros > 1; zeros--) {
            String run = "0" + ":0".repeat(zeros - 1);
            String around = ":" + all + ":";
            int at = around.indexOf(":" + run + ":");
            if (at >= 0)
                return (all.substring(0, Math.max(0, at - 1)) + "::"
                        + all.substring(Math.min(all.length(), at + run.length() + 1)));
        }
        return all;
    }

    /** The address with the length of its network's part. */
    String cidr() {
        return text() + "/" + prefix;
    }

    /** The network with the length of its part. */
    String subnet() {
        return text(first()) + "/" + prefix;
    }
}
