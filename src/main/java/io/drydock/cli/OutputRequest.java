package io.drydock.cli;

/**
 * How results are shown.
 *
 * @param json as one document on standard output, and nothing else there
 * @param verbosity how much more than usual is told
 */
record OutputRequest(boolean json, int verbosity) {}
