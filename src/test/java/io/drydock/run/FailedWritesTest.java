package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
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
  private static final int SAMPLES = System.getProperty("writes", "").equals("all") ? Integer.MAX_VALUE : 3;
  private static final List<String> INPUTS = List.of("writes/files", "actions/package_repository/apt", "actions/package_repository/pacman",
      "actions/kernel_cmdline/grub", "actions/docker_engine/daemon", "actions/cgroup/delegate", "actions/live_patch/persistent");

  /** Programs that write, or whose output is written. */
  private static final List<String> PROGRAMS = List.of("mktemp", "cat", "mv", "sync", "cp", "ln", "chmod", "chown", "mkdir", "stat", "head",
      "awk", "grep", "base64", "sha256sum", "readlink", "date", "sed");

  @TestFactory
  Stream<DynamicTest> programs() {
    return INPUTS.stream().map(input -> DynamicTest.dynamicTest(input, () -> {
      WritesBed bed = WritesBed.of(input);
      List<String> wrong = new ArrayList<>();
      for (String program : PROGRAMS) {
        for (int call : sample(bed.calls(program))) bed.run(new Fault.OfProgram(program, call)).wrong().forEach(wrong::add);
      }
      assertEquals(List.of(), wrong);
    }));
  }

  /** The first and the last calls, and some between. */
  private static List<Integer> sample(int calls) {
    int samples = Math.min(calls, SAMPLES);
    return IntStream.range(0, samples).map(i -> samples == 1 ? 1 : 1 + i * (calls - 1) / (samples - 1)).boxed().toList();
  }

  @TestFactory
  Stream<DynamicTest> fileSystems() {
    assumeTrue(System.getProperty("user.name").equals("root"), "file systems are mounted by root only");
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("a folder for temporary files that is not there", new Fault.TemporaryFolder("TMPDIR=/proc/drydock"));
    for (int free : List.of(0, 4, 8, 12, 16, 24)) faults.put("a temporary file system with " + free + " kB free", Fault.temporary("size=128k", free));
    for (int inodes : List.of(1, 2, 3, 5, 6, 7, 9)) faults.put("one for " + inodes + " files", Fault.temporary("size=4m,nr_inodes=" + inodes, 4000));
    for (int free : List.of(0, 4, 12, 40)) faults.put("a file system with " + free + " kB free", Fault.target("size=1m", free));
    for (int inodes : List.of(0, 1, 2, 3)) faults.put("a file system for " + inodes + " more files", Fault.targetWithInodes(inodes));
    faults.put("a read-only file system", new Fault.Target("size=1m", "mount -o remount,ro \"$root\""));
    return faults.entrySet().stream().map(fault -> DynamicTest.dynamicTest(fault.getKey(), () -> {
      WritesBed.Outcomes outcomes = WritesBed.of("writes/files").run(fault.getValue());
      assertEquals(List.of(), outcomes.wrong());
    }));
  }

  /** That the beds above can tell: a program which lies about having written. */
  @TestFactory
  Stream<DynamicTest> liars() {
    return Stream.of("mv", "chmod").map(program -> DynamicTest.dynamicTest(program, () -> {
      WritesBed bed = WritesBed.of("writes/files");
      assertTrue(IntStream.rangeClosed(1, bed.calls(program)).mapToObj(call -> bed.run(new Fault.Lie(program, call)))
          .anyMatch(outcomes -> outcomes.failed() > 0 || !outcomes.wrong().isEmpty()), "a lie of " + program + " is never noticed");
    }));
  }
}
