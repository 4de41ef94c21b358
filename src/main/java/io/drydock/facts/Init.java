package io.drydock.facts;

import io.drydock.diag.Labelled;

/** The init system that runs; none in a chroot, and in a container without one. */
public enum Init implements Labelled {
    SYSTEMD,
    OPENRC,
    SYSV,
    NONE
}
