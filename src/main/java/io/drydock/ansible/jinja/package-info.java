/**
 * Jinja2, the language of Ansible's templates and expressions: {@link JinjaLexer} cuts a text into tokens, {@link JinjaParser} makes trees of
 * {@link Term} and {@link Fragment} of them. Nothing is evaluated here.
 */
package io.drydock.ansible.jinja;
