package io.drydock.sshconfig;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;

/** Lists of networks, {@code 192.0.2.0/24,!192.0.2.1}, and whether this machine is in them. */
final class Networks {
    private Networks() {}

    static boolean areWritten(String list) {
        return Arrays.stream(list.split(",", -1)).allMatch(n -> isWritten(n.startsWith("!") ? n.substring(1) : n));
    }

    private static boolean isWritten(String network) {
        try {
            String[] parts = network.split("/", 2);
            int bits = InetAddress.ofLiteral(parts[0]).getAddress().length * 8;
            return parts.length == 1 || parts[1].matches("[0-9]{1,3}") && Integer.parseInt(parts[1]) <= bits;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether an interface that is up has an address in the list. */
    static boolean haveThisMachine(String list) {
        try {
            List<NetworkInterface> all = NetworkInterface.networkInterfaces().toList();
            for (NetworkInterface one : all) {
                if (one.isUp() && one.inetAddresses().anyMatch(a -> have(list, a))) return true;
            }
            return false;
        } catch (SocketException e) {
            return false; // what has no interfaces is in no network
        }
    }

    private static boolean have(String list, InetAddress address) {
        boolean found = false;
        for (String network : list.split(",")) {
            boolean negated = network.startsWith("!");
            if (!has(negated ? network.substring(1) : network, address)) continue;
            if (negated) return false;
            found = true;
        }
        return found;
    }

    private static boolean has(String network, InetAddress address) {
        String[] parts = network.split("/", 2);
        byte[] base = InetAddress.ofLiteral(parts[0]).getAddress();
        byte[] own = address.getAddress();
        if (base.length != own.length) return false;
        int bits = base.length * 8;
        int rest = bits - (parts.length == 1 ? bits : Integer.parseInt(parts[1]));
        return new BigInteger(1, base).shiftRight(rest).equals(new BigInteger(1, own).shiftRight(rest));
    }
}
