/**
 * Connections to hosts, over SSH or to this machine, on which programs run. It imports only the packages for
 * diagnostics, quoting and ssh_config and is the only one that knows sshj. {@link Connector} gives a {@link Remote}; {@link RemoteException}
 * says why there is none and what to do; {@link KnownHosts} decides which host keys are trusted.
 */
package io.drydock.remote;
