package io.drydock.remote;

import java.util.List;
import java.util.stream.Stream;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.transport.mac.MAC;

/**
 * The name of a message authentication that is not to be used, or that nothing here can compute. A host that has no other is
 * spoken to all the same: its ciphers, where they are modern, authenticate by themselves, but sshj wants a name in common even
 * then.
 */
record MacName(String getName) implements Factory.Named<MAC> {
    /** What OpenSSH offers and nothing here can compute. */
    static final List<String> UMAC = List.of(
            "umac-128-etm@openssh.com", "umac-64-etm@openssh.com", "umac-128@openssh.com", "umac-64@openssh.com");

    /** Names for what hosts have besides these. */
    static List<MacName> besides(List<String> taken) {
        return Stream.concat(SshjConfig.MACS.usualNames().stream(), UMAC.stream())
                .filter(name -> !taken.contains(name))
                .map(MacName::new)
                .toList();
    }

    @Override
    public MAC create() {
        throw new SSHRuntimeException(getName + " is not to be used");
    }
}
