package io.drydock.remote;

import java.util.List;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.transport.NegotiatedAlgorithms;
import net.schmizz.sshj.transport.mac.MAC;

/**
 * The name of a message authentication that nothing here can compute. A host that has no other is spoken to all the same: its
 * ciphers, where they are modern, authenticate by themselves, but sshj wants a name in common even then.
 */
record Umac(String getName) implements Factory.Named<MAC> {
    static final List<String> NAMES = List.of(
            "umac-128-etm@openssh.com", "umac-64-etm@openssh.com", "umac-128@openssh.com", "umac-64@openssh.com");

    /** Whether a connection would have to use it. */
    static boolean isNeeded(NegotiatedAlgorithms agreed) {
        return isNeeded(agreed.getClient2ServerCipherAlgorithm(), agreed.getClient2ServerMACAlgorithm())
                || isNeeded(agreed.getServer2ClientCipherAlgorithm(), agreed.getServer2ClientMACAlgorithm());
    }

    private static boolean isNeeded(String cipher, String mac) {
        return NAMES.contains(mac) && !cipher.contains("gcm") && !cipher.contains("poly1305");
    }

    @Override
    public MAC create() {
        throw new SSHRuntimeException(getName + " is not known here");
    }
}
