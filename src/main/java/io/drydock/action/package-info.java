/**
 * The action library: what each action is called, which arguments it takes, and how a task's arguments are bound to
 * it. It may import the packages for templates, inventory and YAML and those below. {@link ActionLibrary} finds an
 * {@link ActionSpec}; {@link ArgumentBinder} makes {@link Arguments} of what a task has written.
 */
package io.drydock.action;
