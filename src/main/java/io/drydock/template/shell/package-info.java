/**
 * What shell text in templates is: where a value would not be one quoted word, in quotes, here-documents and places where a shell
 * evaluates it once more, and which of its variables a text uses. It knows nothing of FreeMarker.
 */
package io.drydock.template.shell;
