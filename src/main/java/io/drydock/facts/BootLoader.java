package io.drydock.facts;

import io.drydock.diag.Labelled;

/**
 * What started the host. GRUB_BLS is GRUB with boot loader specification entries, PROXMOX_BOOT systemd-boot on the partitions that
 * proxmox-boot-tool keeps, UNCLEAR one of several whose files are there.
 */
public enum BootLoader implements Labelled {
    GRUB,
    GRUB_BLS,
    SYSTEMD_BOOT,
    PROXMOX_BOOT,
    REFIND,
    RASPBERRYPI,
    EXTLINUX,
    ZIPL,
    UNCLEAR,
    NONE;

    /** GRUB's files may be present as well; GRUB does not pass an initial file system by a path of EFI's. */
    static BootLoader of(RawFacts raw) {
        var told = Labelled.of(BootLoader.class, raw.text("boot_loader")).orElse(NONE);
        var words = " " + raw.text("command_line");
        if (told != GRUB && told != GRUB_BLS || !words.contains(" initrd=\\")) return told;
        return words.contains(" initrd=\\EFI\\proxmox\\") ? PROXMOX_BOOT : SYSTEMD_BOOT;
    }
}
