/**
 * Templates for data, for conditions, and for shell text in which every value is one quoted word. It may import the
 * packages for YAML, diagnostics, JSON and Ansible's words, and is the only one that knows FreeMarker. {@link
 * TemplateEngine} compiles templates, {@link Scope} gives them their variables, and {@link Any} and {@link Unknown}
 * stand for values that are not known yet.
 */
package io.drydock.template;
