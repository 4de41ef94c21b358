package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever fails while a host is written on, each file there is the old or the new one, whole; a task is not told to have done what
 * is not there; no script runs cut; and nothing is left behind. Every action that writes, with a program that fails at each of its
 * calls in turn, and on file systems that are full, of blocks or of inodes, or read-only.
 *
 * <p>With -Dwrites=all at every single call, else at some of them.
 */
class FailedWritesTest {
    private static final int SAMPLES = System.getProperty("writes", "").equals("all") ? 10_000 : 2;
    private static final List<String> INPUTS = List.of(
            "writes/files",
            "actions/package_repository/apt",
            "actions/package_repository/pacman",
            "actions/kernel_cmdline/grub",
            "actions/docker_engine/daemon",
            "actions/cgroup/delegate",
            "actions/live_patch/persistent");

    @TestFactory
    Stream<DynamicTest> programs() {
        return INPUTS.stream()
                .map(input -> DynamicTest.dynamicTest(input, () -> {
                    WritesBed bed = WritesBed.of(input);
                    List<String> wrong = new ArrayList<>();
                    for (String program : WritesBed.PROGRAMS) {
                        for (int call :
                                sample(bed.calls(program), input.equals("writes/files") ? SAMPLES : SAMPLES - 1))
                            wrong.addAll(
                                    bed.run(new Fault.OfProgram(program, call)).wrong());
                    }
                    assertEquals(List.of(), wrong);
                }));
    }

    /** The last call, and others at even distances. */
    private static List<Integer> sample(int calls, int most) {
        int samples = Math.min(calls, most);
        return IntStream.rangeClosed(1, samples)
                .map(i -> i * calls / samples)
                .boxed()
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> fileSystems() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "file systems are mounted by root only");
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("a folder for temporary files that is not there", new Fault.TemporaryFolder("TMPDIR=/proc/drydock"));
        for (int free : List.of(0, 4, 16, 20))
            faults.put("a temporary file system with " + free + " kB free", Fault.temporary("size=128k", free));
        for (int inodes : List.of(1, 3, 6, 9))
            faults.put("one for " + inodes + " files", Fault.temporary("size=4m,nr_inodes=" + inodes, 4000));
        for (int free : List.of(0, 12))
            faults.put("a file system with " + free + " kB free", Fault.target("size=1m", free));
        for (int inodes : List.of(0, 2))
            faults.put("a file system for " + inodes + " more files", Fault.targetWithInodes(inodes));
        faults.put("a read-only file system", new Fault.Target("size=1m", "mount -o remount,ro \"$root\""));
        WritesBed bed = WritesBed.of("writes/files");
        return faults.entrySet().stream()
                .map(fault -> DynamicTest.dynamicTest(
                        fault.getKey(),
                        () -> assertEquals(List.of(), bed.run(fault.getValue()).wrong())));
    }

    /** That the beds above can tell: a program which lies about having written. */
    @TestFactory
    Stream<DynamicTest> liars() {
        return Stream.of("mv")
                .map(program -> DynamicTest.dynamicTest(program, () -> {
                    WritesBed bed = WritesBed.of("writes/files");
                    assertTrue(
                            sample(bed.calls(program), 4).stream()
                                    .map(call -> bed.run(new Fault.Lie(program, call)))
                                    .anyMatch(outcomes -> outcomes.failed() > 0
                                            || !outcomes.wrong().isEmpty()),
                            "a lie of " + program + " is never noticed");
                }));
    }
}
