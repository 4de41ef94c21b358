package io.drydock.run;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A program that is about to be started.
 *
 * @param marker what its events carry: 128 random bits, so nothing that a host prints can match it
 */
record MarkedProgram(String marker, String text) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static MarkedProgram of(String program) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        String marker = "@" + HexFormat.of().formatHex(bytes);
        return new MarkedProgram(marker, "MARKER=" + marker + " " + program);
    }
}
