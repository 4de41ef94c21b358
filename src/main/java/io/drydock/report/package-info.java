/**
 * Results as text, as JSON, and as progress while they come. It may import the packages for the work on a host and
 * for assessments and those below, but not for fleets. {@link TextReport} and {@link JsonReport} show the results of
 * a run; {@link Progress} shows what is going on. {@link RunHistory} is what a journal says of a run, now or long after it; the
 * types named History... write it in the formats that there are.
 */
package io.drydock.report;
