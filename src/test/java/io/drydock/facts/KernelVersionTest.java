package io.drydock.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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
        "6.9.7+bpo-amd64, 6, 9, 7, amd64",
        "4.19.0-0.bpo.19-amd64, 4, 19, 0, amd64",
        "5.14.0-503.11.1.el9_5.x86_64, 5, 14, 0, x86_64",
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

    /** boot_kernel, on the host, means the same kernels. */
    @Test
    void hostsFindTheSameFlavours() throws Exception {
        var pairs = List.of(
                "5.14.0-427.13.1.el9_4.x86_64 5.14.0-503.11.1.el9_5.x86_64",
                "4.18.0-513.5.1.el8_9.x86_64 4.18.0-553.el8_10.x86_64",
                "6.9.4-200.fc40.x86_64 6.11.3-300.fc41.x86_64",
                "6.11.1-arch1-1 6.11.2-arch2-1",
                "6.1.0-21-amd64 6.9.7+bpo-amd64",
                "6.1.0-18-amd64 6.1.0-21-cloud-amd64",
                "5.15.0-91-generic 5.15.0-92-lowlatency",
                "5.14.0-362.8.1.el9_3.x86_64 5.14.0-427.13.1.el9_4.x86_64+rt",
                "6.6.8-arch1-1 6.6.8-zen1-1-zen");
        var library = Path.of(System.getProperty("drydock.home"), "templates/lib/boot_once.sh");
        var shell = new ProcessBuilder("sh", "-c", """
        . "$1"; shift
        for pair do
          once_flavour "${pair% *}"; first=$ONCE_FLAVOUR; once_flavour "${pair#* }"
          if [ "$first" = "$ONCE_FLAVOUR" ]; then echo true; else echo false; fi
        done
        """, "sh", library.toString());
        shell.command().addAll(pairs);
        var found = new String(
                        shell.redirectErrorStream(true).start().getInputStream().readAllBytes())
                .lines()
                .toList();
        assertEquals(
                pairs.stream().map(pair -> "" + sameFlavour(pair.split(" "))).toList(), found);
        assertEquals(List.of("true", "true", "true", "true", "true", "false", "false", "false", "false"), found);
    }

    private static boolean sameFlavour(String[] pair) {
        return KernelVersion.parse(pair[0])
                .flavour()
                .equals(KernelVersion.parse(pair[1]).flavour());
    }

    @Test
    void orderIsThatOfVersions() {
        var ordered = List.of(
                "",
                "3.10.0-514.el7.x86_64",
                "3.10.0-1160.el7.x86_64",
                "4.4.0-21-generic",
                "4.4.0-142-generic",
                "6.5.0-rc4",
                "6.5.0",
                "6.5.0-1-amd64",
                "6.5.0-9-amd64",
                "6.5.0-10-amd64",
                "6.5.10-1-amd64",
                "10.0.0");
        var shuffled = Stream.concat(ordered.stream().skip(5), ordered.stream().limit(5))
                .map(KernelVersion::parse);
        assertEquals(ordered, shuffled.sorted().map(KernelVersion::release).toList());
        assertTrue(KernelVersion.parse("99999999999999999999.1").compareTo(KernelVersion.parse("6.1")) > 0);
    }
}
