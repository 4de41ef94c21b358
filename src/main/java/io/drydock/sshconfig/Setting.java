package io.drydock.sshconfig;

import io.drydock.diag.SourcePos;

/**
 * One value of an option, with tokens and {@code ~} replaced.
 *
 * @param value as ssh_config writes it; several words of a list are separated as the option's own form demands
 * @param origin the file and line, the inventory's variable, or the option of the command line that has said so
 */
public record Setting(String value, SourcePos origin) {}
