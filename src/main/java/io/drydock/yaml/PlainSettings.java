package io.drydock.yaml;

import java.util.Set;

/**
 * Names whose values are no secrets in an encrypted file, either: how a host is reached, but for passwords. Were {@code root} or
 * {@code sudo} hidden, half of every message would be.
 */
public final class PlainSettings {
    private static final Set<String> NAMES = Set.of(
            "ansible_host",
            "ansible_ssh_host",
            "ansible_port",
            "ansible_ssh_port",
            "ansible_user",
            "ansible_ssh_user",
            "ansible_private_key_file",
            "ansible_ssh_private_key_file",
            "ansible_connection",
            "ansible_timeout",
            "ansible_ssh_timeout",
            "ansible_ssh_retries",
            "ansible_become",
            "ansible_become_user",
            "ansible_become_method",
            "ansible_become_exe",
            "ansible_become_flags",
            "ansible_sudo_user",
            "ansible_sudo_exe",
            "ansible_sudo_flags",
            "ansible_su_user",
            "ansible_su_exe",
            "ansible_su_flags",
            "ansible_doas_user",
            "ansible_doas_exe",
            "ansible_doas_flags");

    private PlainSettings() {}

    /** Whether what is written under this name may be seen, unless it is a vault of its own. */
    public static boolean has(String name) {
        return NAMES.contains(name);
    }
}
