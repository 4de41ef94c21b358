package io.drydock.template;

/**
 * A built-in of FreeMarker, or an operator, that stands for one of Ansible's filters.
 *
 * @param name how it is written
 * @param result what comes of the example, as JSON
 */
record Builtin(String name, String doc, String example, String result) {}
