package io.drydock.facts;

/** What starts the kernel, by the files it left; grub-bls is GRUB with boot loader specification entries. */
public enum BootLoader implements Choice { GRUB, GRUB_BLS, SYSTEMD_BOOT, RASPBERRYPI, EXTLINUX, NONE }
