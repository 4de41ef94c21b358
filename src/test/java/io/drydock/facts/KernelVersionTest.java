package io.drydock.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelVersionTest {
  @ParameterizedTest
  @CsvSource({
      "6.1.0-18-cloud-amd64, 6, 1, 0, cloud-amd64",
      "6.1.0-0.deb11.13-cloud-amd64, 6, 1, 0, cloud-amd64",
      "6.12.41+deb13-amd64, 6, 12, 41, amd64",
      "5.15.0-91-generic, 5, 15, 0, generic",
      "6.5.0-060500rc4-generic, 6, 5, 0, generic",
      "3.10.0-1160.el7.x86_64, 3, 10, 0, x86_64",
      "5.14.0-362.8.1.el9_3.x86_64+rt, 5, 14, 0, x86_64+rt",
      "5.15.0-200.131.27.el8uek.x86_64, 5, 15, 0, uek.x86_64",
      "5.10.199-190.747.amzn2.x86_64, 5, 10, 199, x86_64",
      "5.14.21-150500.55.39-default, 5, 14, 21, default",
      "6.6.8-0-lts, 6, 6, 8, lts",
      "6.6.8-arch1-1, 6, 6, 8, ''",
      "6.6.8-zen1-1-zen, 6, 6, 8, zen",
      "6.1.21-v8+, 6, 1, 21, v8+",
      "6.6.20+rpt-rpi-v8, 6, 6, 20, rpi-v8",
      "4, 4, 0, 0, ''",
      "nonsense, 0, 0, 0, ''",
  })
  void parts(String release, long major, long minor, long patch, String flavour) {
    assertEquals(new KernelVersion(release, major, minor, patch, flavour), KernelVersion.parse(release));
  }

  @Test
  void orderIsThatOfVersions() {
    var ordered = List.of("", "3.10.0-514.el7.x86_64", "3.10.0-1160.el7.x86_64", "4.4.0-21-generic",
        "4.4.0-142-generic", "6.5.0-rc4", "6.5.0", "6.5.0-1-amd64", "6.5.0-9-amd64", "6.5.0-10-amd64",
        "6.5.10-1-amd64", "10.0.0");
    var shuffled = Stream.concat(ordered.stream().skip(5), ordered.stream().limit(5)).map(KernelVersion::parse);
    assertEquals(ordered, shuffled.sorted().map(KernelVersion::release).toList());
    assertTrue(KernelVersion.parse("99999999999999999999.1").compareTo(KernelVersion.parse("6.1")) > 0);
  }
}
