/**
 * Hosts, their groups and variables, and the patterns that choose among them. It may import the packages for YAML and
 * diagnostics. {@link Inventory} reads files or a list of names; {@link HostPattern} selects hosts.
 */
package io.drydock.inventory;
