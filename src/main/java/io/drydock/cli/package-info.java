/**
 * The commands of {@code drydock}, their options, and the console. It may import everything; nothing imports it, and
 * it is the only package that knows picocli. {@link Drydock} runs a command line and gives its exit status; only
 * {@link Main} exits.
 */
package io.drydock.cli;
