package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiffsTest {
    @Test
    void aFewChangesOfALargeFileAreShownAlone() {
        String before = numbers(20_000);
        String after = before.replace("\n70\n", "\nseventy\n").replace("\n15000\n", "\n15000\n15000.5\n");
        assertEquals("""
        --- /f
        +++ /f
        @@ -68,7 +68,7 @@
         67
         68
         69
        -70
        +seventy
         71
         72
         73
        @@ -14999,6 +14999,7 @@
         14998
         14999
         15000
        +15000.5
         15001
         15002
         15003""", Diffs.content("/f", false, after, before));
    }

    /** What differs much is not searched for what it has in common; the diff is as true, and longer. */
    @Test
    void textsThatDifferMuchCostNoMoreThanReadingThem() {
        String newlines = "\n".repeat(262_000);
        String other =
                new Random(1).ints(20_000, 0, 3).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
        String another =
                new Random(2).ints(20_000, 0, 3).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
        assertTimeoutPreemptively(Duration.ofSeconds(8), () -> {
            for (int i = 0; i < 4; i++) {
                String diff = Diffs.content("/f", false, "a\n" + "b\n".repeat(100_000), newlines);
                assertTrue(diff.startsWith("--- /f\n+++ /f\n@@ -1,262000 +1,100001 @@\n-\n-\n"), diff.substring(0, 60));
                assertTrue(diff.endsWith("\n(361604 more lines)"), diff.substring(diff.length() - 60));
                Diffs.content("/f", false, other, another);
                Diffs.content("/f", false, numbers(40_000), "");
            }
        });
    }

    private static String numbers(int last) {
        return IntStream.range(0, last).mapToObj(n -> n + "\n").collect(Collectors.joining());
    }
}
