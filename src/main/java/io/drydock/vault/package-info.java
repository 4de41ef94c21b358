/**
 * Secrets at rest: texts in the format of ansible-vault, the passwords that open them, and programs of this machine that print a
 * secret. It may import the packages for diagnostics only. {@link VaultKeyring} opens a {@link VaultText}.
 */
package io.drydock.vault;
