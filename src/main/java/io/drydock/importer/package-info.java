/**
 * Playbooks, roles and templates of Ansible as Drydock's own: {@link Importer} reads them, and what cannot be said as exactly here is refused where it
 * stands, with the reason. The table of words is that of {@code ansible}, its grammar of expressions {@code ansible.jinja}.
 */
package io.drydock.importer;
