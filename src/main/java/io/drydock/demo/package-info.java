/**
 * Hosts that live in this process, for {@code drydock demo} and for tests of the transport. It imports nothing of
 * Drydock and is the only package that knows Apache MINA SSHD. {@link DemoHosts} starts them and removes them.
 */
package io.drydock.demo;
