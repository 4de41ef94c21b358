/**
 * What is shown to people about their input: positions in it, problems with a remedy, and the printing of both. It
 * also keeps secrets and control characters out of whatever is shown. It imports nothing of Drydock. {@link
 * Diagnostics} collects problems, {@link SourcePrinter} prints them, and {@link Secret} and {@link Masking} hide what
 * nobody may read.
 */
package io.drydock.diag;
