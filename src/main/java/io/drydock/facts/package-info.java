/**
 * What is known of a host: its distribution, kernel, cgroups, boot loader, file systems and Docker. It may import the
 * package for templates, whose scopes hold the facts. {@link Facts} makes typed facts of the lines that facts.sh has
 * printed and never trusts them to be well formed.
 */
package io.drydock.facts;
