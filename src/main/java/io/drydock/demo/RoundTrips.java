package io.drydock.demo;

/** How often a host was asked to run something. */
public interface RoundTrips {
    /** Exec requests that the host of this name has received so far. */
    int of(String host);
}
