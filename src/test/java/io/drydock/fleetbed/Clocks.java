package io.drydock.fleetbed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The times of day that Drydock, and what it runs on hosts, see: by libfaketime, which is loaded before the C library, for all of these have the
 * clock of one kernel. What measures time between two moments, and what sleeps, goes by the kernel's own clock, as where a clock is set.
 *
 * @param library the file of libfaketime
 * @param file says how far the clock of Drydock is off
 */
record Clocks(Path library, Path file) {
    private static final String ON_HOST = "/usr/lib/faketime.so";
    private static final String FILE_ON_HOST = "/etc/faketime";

    static Clocks of(Path directory) throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            Path library = folders.map(f -> f.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("needs libfaketime (apt-get install faketime)"));
            Clocks clocks = new Clocks(library, directory.resolve("faketime"));
            clocks.set("+0");
            return clocks;
        }
    }

    Map<String, String> environment() {
        return environment(library.toString(), file.toString());
    }

    private static Map<String, String> environment(String library, String file) {
        Map<String, String> all = new HashMap<>(Map.of("FAKETIME_TIMESTAMP_FILE", file, "LD_PRELOAD", library));
        all.putAll(Map.of("FAKETIME_DONT_FAKE_MONOTONIC", "1", "FAKETIME_FORCE_MONOTONIC_FIX", "0"));
        all.putAll(Map.of("FAKETIME_NO_CACHE", "1", "NO_FAKE_STAT", "1"));
        return all;
    }

    /** Sets the clock of Drydock, as this many seconds off. */
    void set(String offset) throws IOException {
        Path next = Files.writeString(file.resolveSibling("faketime.next"), offset + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Sets that of a host. */
    void set(Bed bed, int host, String offset) {
        bed.ssh(host, "echo " + offset + " >" + FILE_ON_HOST + ".next; mv " + FILE_ON_HOST + ".next " + FILE_ON_HOST);
    }

    /** Puts it there; returns the line for its sshd, whose sessions have that clock. */
    String install(Bed bed, int host) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(Files.readAllBytes(library));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bed.ssh(
                host,
                "echo " + Base64.getEncoder().encodeToString(packed.toByteArray()) + " | base64 -d | gzip -d >"
                        + ON_HOST);
        set(bed, host, "+0");
        return "SetEnv "
                + environment(ON_HOST, FILE_ON_HOST).entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(" "));
    }
}
