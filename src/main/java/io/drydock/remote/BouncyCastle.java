package io.drydock.remote;

import java.security.Security;
import net.schmizz.sshj.common.Factory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Algorithms that the JDK lacks and few hosts and keys need. Loading them takes a while, so the first that needs them does it. */
final class BouncyCastle {
    private BouncyCastle() {}

    /** Registers it after all other providers, so that nothing else changes. */
    static void register() {
        Security.addProvider(new BouncyCastleProvider()); // a second one of the name is not added
    }

    static <T> Factory.Named<T> behind(Factory.Named<T> factory) {
        return new Factory.Named<>() {
            @Override
            public String getName() {
                return factory.getName();
            }

            @Override
            public T create() {
                register();
                return factory.create();
            }
        };
    }
}
