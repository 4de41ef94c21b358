package io.drydock.sshconfig;

import java.util.Optional;

/**
 * How a host is reached.
 *
 * @param config of the host itself
 * @param jump the host before it, in whose configuration may be another one
 */
public record Resolution(HostConfig config, Optional<Resolution> jump) {}
