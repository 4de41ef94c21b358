package io.drydock.remote;

import io.drydock.remote.RemoteException.Kind;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.OpenFailException.Reason;

/**
 * A bastion's no to a connection to a host.
 *
 * @param said what it says of that
 * @param others how many connections it had opened before and kept open, over the same connection to it
 */
record ForwardRefusal(Reason reason, String said, int others) {
    static ForwardRefusal of(OpenFailException e, int others) {
        return new ForwardRefusal(e.getReason(), FailureText.of(e), others);
    }

    /** Whether the bastion may let more through over another connection to it: some refuse with these words what is too much. */
    boolean mayBeOfLimit() {
        return others > 0 && (reason == Reason.RESOURCE_SHORTAGE || reason == Reason.ADMINISTRATIVELY_PROHIBITED);
    }

    RemoteException explained(Target bastion, Target host) {
        String to = host.endpoint() + ": " + said;
        RemoteException why = switch (reason) {
            case CONNECT_FAILED ->
                new RemoteException(
                        Kind.UNREACHABLE,
                        "it cannot connect to " + to,
                        "Check the address and port of " + host.name()
                                + " as the bastion sees them, that sshd runs there, and the firewalls between.");
            case ADMINISTRATIVELY_PROHIBITED ->
                new RemoteException(
                        Kind.UNREACHABLE,
                        "it is not allowed to connect to " + to,
                        "Look at AllowTcpForwarding, DisableForwarding and PermitOpen in its sshd_config, and at the options of the key"
                                + " in its authorized_keys.");
            case RESOURCE_SHORTAGE ->
                new RemoteException(
                        Kind.HUNG_UP,
                        "it is too busy to connect to " + to,
                        "Raise the number of channels that it allows, or lower --forks.");
            case UNKNOWN_CHANNEL_TYPE, UNKNOWN ->
                new RemoteException(
                        Kind.UNREACHABLE,
                        "it does not connect to other hosts, and so not to " + to,
                        "Use a program there that does, such as: ProxyCommand ssh " + bastion.name() + " nc %h %p");
        };
        return why.through(bastion.name());
    }
}
