package io.drydock.journal;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A journal that somebody or something has spoilt is read up to there, or refused as what it is. */
class JournalFuzzTest {
    private static final String LINE =
            "{\"sequence\":1,\"time\":\"2025-06-01T14:22:33Z\",\"event\":\"task_end\",\"host\":\"web1\",\"epoch\":1,\"play\":0,\"task\":1,\"outcome\":\"ok\"}";

    @Test
    void noLineCrashesItsReader() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder(LINE);
            for (int j = random.nextInt(4); j >= 0; j--) {
                int from = random.nextInt(line.length());
                int to = Math.min(line.length(), from + random.nextInt(12));
                if (random.nextBoolean()) line.delete(from, to);
                else line.insert(from, "{}[]\",:01-\\".charAt(random.nextInt(11)));
                if (line.isEmpty()) line.append('{');
            }
            try {
                JournalLine.read(line.toString());
            } catch (IllegalArgumentException e) {
                continue; // the contract
            }
        }
    }
}
