/** What the controller asks, of itself and of servers, before a run goes on: commands, HTTP, Prometheus. */
package io.drydock.gate;
