package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody has foreseen is told in one line, without what it says, and costs no other host its result. */
class LastHandlerTest {
    private static final String SECRET = "hunter2";
    private static final String REPORT = "; please report this line, and the command that was run";

    @TempDir
    Path folder;

    /** Has a fault, once, where a text is written to it. */
    private static final class Faulty extends OutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final String at;
        private final Throwable fault;
        private boolean met;

        Faulty(String at, Throwable fault) {
            this.at = at;
            this.fault = fault;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            if (!met && new String(bytes, from, length, StandardCharsets.UTF_8).contains(at)) {
                met = true;
                LastHandlerTest.<RuntimeException>fail(fault);
            }
            written.write(bytes, from, length);
        }

        @Override
        public String toString() {
            return written.toString(StandardCharsets.UTF_8);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void fail(Throwable fault) throws E {
        throw (E) fault;
    }

    private record Ended(int status, String out, String err) {}

    private static Ended drydock(Faulty out, Faulty err, String... words) {
        Ended ended = new Ended(Drydock.run(out, err, words), out.toString(), err.toString());
        assertFalse((ended.out() + ended.err()).contains(SECRET), ended::toString);
        assertFalse((ended.out() + ended.err()).contains("\tat "), ended::toString);
        return ended;
    }

    private static Faulty sound() {
        return new Faulty("never", new AssertionError());
    }

    @BeforeEach
    void files() throws Exception {
        Files.writeString(folder.resolve("play.yml"), "- hosts: all\n  tasks:\n    - debug: hello\n");
        Files.writeString(
                folder.resolve("inventory.yml"),
                "all:\n  vars: {ansible_connection: local}\n  hosts: {one: , two: , three: }\n");
    }

    private Ended plan(Faulty out, Faulty err, String... more) {
        List<String> words = new java.util.ArrayList<>(List.of(
                "plan",
                "-f",
                "1",
                "-i",
                folder.resolve("inventory.yml").toString(),
                folder.resolve("play.yml").toString()));
        words.addAll(1, List.of(more));
        return drydock(out, err, words.toArray(String[]::new));
    }

    @Test
    void beforeAnyHostIsTouchedTheStatusIsThatOfWrongInput() {
        for (Throwable fault :
                List.of(new IllegalStateException(SECRET), new StackOverflowError(), new AssertionError(SECRET))) {
            Ended ended = drydock(new Faulty("debug", fault), sound(), "actions");
            assertEquals(3, ended.status(), ended::toString);
            String name = fault.getClass().getName();
            assertTrue(
                    ended.err()
                            .matches("drydock: this is a bug in Drydock \\S+, at io\\.drydock\\.cli\\.\\w+:\\d+: "
                                    + name.replace(".", "\\.") + REPORT + "; no host was touched\n"),
                    ended.err());
        }
        Ended small = drydock(new Faulty("debug", new OutOfMemoryError(SECRET)), sound(), "actions");
        assertEquals(
                "drydock: the memory that Java may use does not suffice; DRYDOCK_JAVA_OPTS=-Xmx4g gives it more; no host was touched\n",
                small.err());
    }

    @Test
    void theHostThatMetItHasFailedAndTheOthersGoOn() {
        Ended ended = plan(sound(), new Faulty("] two: ", new IllegalStateException(SECRET)));
        assertEquals(1, ended.status(), ended::toString);
        assertTrue(ended.out().lines().anyMatch(l -> l.matches("two +failed +ok=1")), ended.out());
        assertTrue(ended.out().contains("this is a bug in Drydock "), ended.out());
        assertTrue(ended.err().contains("] one: ok") && ended.err().contains("] three: ok"), ended.err());
    }

    @Test
    void whereOnlyTheReportFailsTheStatusIsThatOfTheResults() {
        for (String[] form : new String[][] {{}, {"--format", "json"}}) {
            Ended ended = plan(new Faulty("one", new IllegalStateException(SECRET)), sound(), form);
            assertEquals(5, ended.status(), ended::toString);
            assertTrue(ended.err().endsWith(REPORT + "; the report is not complete\n"), ended.err());
        }
    }
}
