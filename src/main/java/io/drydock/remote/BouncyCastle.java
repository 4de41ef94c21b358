package io.drydock.remote;

import java.security.Security;
import net.schmizz.sshj.common.Factory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** What the JDK lacks, and few hosts and keys need: loaded, which takes a while, by the first that does. */
final class BouncyCastle {
    private BouncyCastle() {}

    /** After all other providers, so that nothing else changes. */
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
