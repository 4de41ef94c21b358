package io.drydock.remote;

import java.time.Duration;

/**
 * How long to wait for one host.
 *
 * @param connect for name lookup and TCP connect
 * @param exchange for the key exchange
 * @param handshake for key exchange and authentication together
 * @param keepAlive how often to ask for a sign of life; zero: never
 * @param silence how long the host may give none
 */
record TimeLimits(Duration connect, Duration exchange, Duration handshake, Duration keepAlive, Duration silence) {}
