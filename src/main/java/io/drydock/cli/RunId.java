package io.drydock.cli;

import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Names of runs: local time and four random digits, unique enough for a lock, a report or a folder. */
final class RunId {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private RunId() {}

    static String fresh() {
        String time = LocalDateTime.now(ZoneId.systemDefault()).format(TIME);
        return time + "-" + String.format("%04x", new SecureRandom().nextInt(1 << 16));
    }
}
