/**
 * The work on one host: a play is compiled into a program, the program runs, and its events become results. It may
 * import everything but commands, reports, fleets and the demo. {@link HostSession} plans and applies the plays of
 * one host, {@link CommandSession} runs one command, {@link SurveySession} gathers facts, and {@link HostResult} is
 * what comes of it.
 */
package io.drydock.run;
