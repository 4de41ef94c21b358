package io.drydock.remote;

import java.security.GeneralSecurityException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.digest.Digest;
import net.schmizz.sshj.transport.digest.SHA1;
import net.schmizz.sshj.transport.digest.SHA256;
import net.schmizz.sshj.transport.kex.AbstractDHGex;
import net.schmizz.sshj.transport.kex.KeyExchange;

/** A group exchange that takes no group that OpenSSH calls too small; sshj takes groups of half that size. */
final class GroupExchange extends AbstractDHGex {
    private static final int LEAST = 2048; // bits

    /** Makes exchanges with one kind of digest. */
    private record Maker(String getName, Factory<Digest> digest) implements Factory.Named<KeyExchange> {
        @Override
        public KeyExchange create() {
            return new GroupExchange(digest.create());
        }
    }

    private GroupExchange(Digest digest) {
        super(digest);
    }

    static Factory.Named<KeyExchange> sha256() {
        return new Maker("diffie-hellman-group-exchange-sha256", new SHA256.Factory());
    }

    static Factory.Named<KeyExchange> sha1() {
        return new Maker("diffie-hellman-group-exchange-sha1", new SHA1.Factory());
    }

    @Override
    public boolean next(Message message, SSHPacket packet) throws GeneralSecurityException, TransportException {
        if (message == Message.KEXDH_31) {
            checkGroup(packet);
        }
        return super.next(message, packet);
    }

    private static void checkGroup(SSHPacket packet) throws TransportException {
        int start = packet.rpos();
        try {
            int bits = packet.readMPInt().bitLength();
            if (bits < LEAST) {
                String message = "its group for diffie-hellman-group-exchange has " + bits + " bits, and " + LEAST
                        + " are the least";
                throw new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, message);
            }
        } catch (Buffer.BufferException e) {
            throw new TransportException(e);
        }
        packet.rpos(start);
    }
}
