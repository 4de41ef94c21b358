package io.drydock.cli;

/**
 * How results are shown.
 *
 * @param json for programs, on standard output, and nothing else there
 * @param lines not as one document but as the run's events, a line each, while they happen
 * @param verbosity how much more than usual is told
 */
record OutputRequest(boolean json, boolean lines, int verbosity) {}
