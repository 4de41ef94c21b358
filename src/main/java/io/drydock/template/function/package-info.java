/**
 * The functions of expressions: plain Java on plain values. {@link io.drydock.template.function.FunctionTable} has them all, each
 * with what it takes, a sentence, an example and what comes of it, from which docs/functions.md is made.
 */
package io.drydock.template.function;
