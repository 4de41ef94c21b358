package io.drydock.remote;

/**
 * A key that can be shown to a host.
 *
 * @param name as messages call it
 * @param askFirst whether the host is asked if the key would do, before anything is signed by it: where signing may bother a person.
 *     For the others that costs a round trip for nothing.
 */
record Identity(String name, PublicKeyBlob key, Signer signer, boolean askFirst) {}
