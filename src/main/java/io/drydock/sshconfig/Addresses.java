package io.drydock.sshconfig;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.StringJoiner;

/** Addresses in the one form that they are known by. */
final class Addresses {
    private Addresses() {}

    /** Empty for what is no address, but perhaps a name. Its letters stay as large as they are where nothing else differs. */
    static Optional<String> canonical(String text) {
        return parsed(text).map(address -> address.equalsIgnoreCase(text) ? text : address);
    }

    private static Optional<String> parsed(String text) {
        String address = text.split("%", 2)[0];
        boolean scoped = address.length() < text.length();
        try {
            if (!text.contains(":"))
                return scoped
                        ? Optional.empty()
                        : Optional.of(Inet4Address.ofPosixLiteral(text).getHostAddress());
            InetAddress parsed = InetAddress.ofLiteral(address);
            String plain = parsed instanceof Inet4Address
                    ? "::ffff:" + parsed.getHostAddress()
                    : compressed(parsed.getAddress());
            if (!scoped) return Optional.of(plain);
            return interfaceName(text.substring(address.length() + 1)).map(name -> plain + "%" + name);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it can only be an address, even if it is none. */
    static boolean looksLikeOne(String text) {
        return text.contains("%") || text.contains(":") || text.matches("[0-9.]*");
    }

    private static Optional<String> interfaceName(String scope) {
        try {
            NetworkInterface found = scope.matches("[0-9]{1,9}")
                    ? NetworkInterface.getByIndex(Integer.parseInt(scope))
                    : NetworkInterface.getByName(scope);
            return Optional.ofNullable(found).map(NetworkInterface::getName);
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    /** As RFC 5952 has it: the longest run of zeros is left out. */
    private static String compressed(byte[] bytes) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        int start = 0;
        int length = 0;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) end++;
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        if (length < 2) return joined(groups, 0, 8);
        return joined(groups, 0, start) + "::" + joined(groups, start + length, 8);
    }

    private static String joined(int[] groups, int from, int to) {
        StringJoiner text = new StringJoiner(":");
        for (int i = from; i < to; i++) text.add(Integer.toHexString(groups[i]));
        return text.toString();
    }
}
