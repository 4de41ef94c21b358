/** What happens in a run, kept so that it outlives the process: written before it is shown, read by resume and by reports. */
package io.drydock.journal;
