package io.drydock.remote;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.concurrent.Semaphore;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.digest.Digest;
import net.schmizz.sshj.transport.kex.KeyExchange;

/**
 * A key exchange that computes only when a processor is free for it: many at once would all be late. A host that keeps us
 * waiting in between holds up nobody.
 */
record PacedKeyExchange(KeyExchange exchange) implements KeyExchange {
    private static final Semaphore PROCESSORS =
            new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    static Factory.Named<KeyExchange> factory(Factory.Named<KeyExchange> of) {
        return new Factory.Named<>() {
            @Override
            public String getName() {
                return of.getName();
            }

            @Override
            public KeyExchange create() {
                return new PacedKeyExchange(of.create());
            }
        };
    }

    @Override
    public void init(
            Transport transport, String serverName, String clientName, byte[] serverProposal, byte[] clientProposal)
            throws GeneralSecurityException, TransportException {
        PROCESSORS.acquireUninterruptibly();
        try {
            exchange.init(transport, serverName, clientName, serverProposal, clientProposal);
        } finally {
            PROCESSORS.release();
        }
    }

    @Override
    public boolean next(Message message, SSHPacket packet) throws GeneralSecurityException, TransportException {
        PROCESSORS.acquireUninterruptibly();
        try {
            return exchange.next(message, packet);
        } finally {
            PROCESSORS.release();
        }
    }

    @Override
    public byte[] getH() {
        return exchange.getH();
    }

    @Override
    public BigInteger getK() {
        return exchange.getK();
    }

    @Override
    public Digest getHash() {
        return exchange.getHash();
    }

    @Override
    public PublicKey getHostKey() {
        return exchange.getHostKey();
    }
}
