package io.drydock.remote;

import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.userauth.UserAuthImpl;

/** Authentication that keeps the end of what banners say, which may tell why a host hangs up. sshj keeps all of it, and fails at more than 32 kB. */
final class HeardAuth extends UserAuthImpl {
    private static final int KEPT = 500; // characters

    private volatile String said = "";

    HeardAuth(Transport transport) {
        super(transport);
    }

    private void keep(SSHPacket packet) {
        try {
            String all = said + packet.readString();
            said = all.substring(Math.max(0, all.length() - KEPT));
        } catch (Buffer.BufferException e) {
            return; // longer than sshj reads: not what tells why
        }
    }

    String said() {
        return said.strip();
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        if (message == Message.USERAUTH_BANNER) {
            keep(packet);
        } else {
            super.handle(message, packet);
        }
    }
}
