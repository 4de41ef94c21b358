package io.drydock.remote;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.util.List;
import java.util.Map;

/**
 * The JDK's key factory for elliptic curves under the name that sshj asks for. The JDK says EC, Bouncy Castle says
 * ECDSA too; for want of this one alias sshj would need all of Bouncy Castle, whose loading costs more time than a
 * connection.
 */
final class EcdsaProvider extends Provider {
    private static final long serialVersionUID = 1L;

    private EcdsaProvider() {
        super("Drydock", "1", "EC key factory under the name ECDSA");
        putService(new Service(this, "KeyFactory", "ECDSA", Factory.class.getName(), List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                return new Factory(KeyFactory.getInstance("EC"));
            }
        });
    }

    /** Registers it after all other providers, so that nothing else changes. */
    static void register() {
        Security.addProvider(new EcdsaProvider());
    }

    private static final class Factory extends KeyFactorySpi {
        private final KeyFactory ec;

        Factory(KeyFactory ec) {
            this.ec = ec;
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
            return ec.generatePublic(spec);
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
            return ec.generatePrivate(spec);
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> type) throws InvalidKeySpecException {
            return ec.getKeySpec(key, type);
        }

        @Override
        protected Key engineTranslateKey(Key key) throws InvalidKeyException {
            return ec.translateKey(key);
        }
    }
}
