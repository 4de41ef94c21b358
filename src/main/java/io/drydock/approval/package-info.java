/** Who has approved what a saved plan would run: signatures of OpenSSH over the fingerprints of its programs. */
package io.drydock.approval;
