/**
 * How templates are compiled and evaluated: the only package that knows FreeMarker, whose types do not leave it. Others use
 * {@link io.drydock.template.TemplateEngine} and what it makes.
 */
package io.drydock.template.freemarker;
