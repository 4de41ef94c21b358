/**
 * Playbooks, plays, tasks and handlers as they are written, and their reader. It may import the packages for
 * templates, inventory and YAML and those below, but knows of actions only their names. {@link PlaybookReader} gives
 * a {@link Playbook} or reports all problems of its files.
 */
package io.drydock.playbook;
