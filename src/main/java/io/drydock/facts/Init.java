package io.drydock.facts;

/** The init system that runs; none in a chroot, and in a container without one. */
public enum Init implements Choice {
    SYSTEMD,
    OPENRC,
    SYSV,
    NONE
}
