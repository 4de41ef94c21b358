/**
 * JSON to and from plain Java data, and the numbers and truth values that keep the spelling they were written in. It
 * imports nothing of Drydock and is the only package that knows Jackson. {@link Json} reads and writes; {@link
 * Written} is a value that remembers its text.
 */
package io.drydock.json;
