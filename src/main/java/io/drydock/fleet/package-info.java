/**
 * The work on many hosts at once: how many at a time, in which order, until when; saved plans, drift and exit codes.
 * It may import the package for the work on one host and those below. {@link Fleet} runs plays, {@link AdHoc}
 * commands and {@link Inspection} surveys; {@link SavedPlan} is a plan that was written to a file.
 */
package io.drydock.fleet;
