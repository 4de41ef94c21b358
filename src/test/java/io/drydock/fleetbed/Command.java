package io.drydock.fleetbed;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program run to its end, within five minutes. */
record Command(List<String> words) {
    static final Path ROOT = Path.of(System.getProperty("drydock.home", "."));

    record Ended(int status, String out, String err) {
        @Override
        public String toString() {
            return "status " + status + "\n--- output\n" + out + "\n--- errors\n" + err;
        }
    }

    static Ended run(List<String> words) {
        return new Command(words).end();
    }

    /** What OpenSSH says of a host of a bed, whose key and known_hosts are these. */
    static String ssh(String key, String knownHosts, String address, String command) {
        Ended ended = run(List.of(
                "ssh",
                "-i",
                key,
                "-o",
                "BatchMode=yes",
                "-o",
                "UserKnownHostsFile=" + knownHosts,
                "root@" + address,
                command));
        if (ended.status() != 0) throw new AssertionError(command + ": " + ended);
        return ended.out();
    }

    Process start(Path out, Path err) throws IOException {
        return new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    Ended end() {
        try {
            Path out = Files.createTempFile("fleet", ".out");
            Path err = Files.createTempFile("fleet", ".err");
            Process process = start(out, err);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(words + " does not end\n" + Files.readString(err));
            }
            Ended ended = new Ended(process.exitValue(), text(out), text(err));
            Files.delete(out);
            Files.delete(err);
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
