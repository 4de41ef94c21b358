/**
 * What people who come from Ansible write, and what Drydock calls it. It may import the packages for YAML and
 * diagnostics. {@link AnsibleWords} gives the remedy for a key, an action, an argument or a variable of Ansible.
 */
package io.drydock.ansible;
