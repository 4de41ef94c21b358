package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.remote.KnownHosts.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsTest {
    private static final HostKey KEY = new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIA==");
    private static final HostKey OTHER = new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIB==");

    @TempDir
    Path directory;

    @Test
    void findsHostsByNamePatternAndHash() throws IOException {
        KnownHosts hosts = read(
                "# a comment, an empty line and nonsense are passed over",
                "",
                "nonsense",
                "Alpha,10.0.0.1 ssh-ed25519 " + KEY.base64() + " a comment",
                "*.example.org,!old.example.org ssh-ed25519 " + KEY.base64(),
                "|1|l9ax35qczrRLyYmzoDNKdku8IEY=|vs9JiqCuA4YoZb6y0VXkq4jp4JE= ssh-ed25519 " + KEY.base64(), // "hashed"
                "[gamma]:2222 ssh-ed25519 " + KEY.base64());
        for (String known : List.of("alpha", "10.0.0.1", "web.example.org", "hashed", "[gamma]:2222")) {
            assertInstanceOf(Verdict.Trusted.class, hosts.verdict(known, KEY), known);
            assertInstanceOf(Verdict.Changed.class, hosts.verdict(known, OTHER), known);
        }
        for (String unknown : List.of("beta", "old.example.org", "gamma", "nonsense")) {
            assertInstanceOf(Verdict.Unknown.class, hosts.verdict(unknown, KEY), unknown);
        }
    }

    @Test
    void portIsPartOfTheNameUnlessItIsTheStandardOne() {
        assertEquals("gamma", KnownHosts.name("Gamma", 22));
        assertEquals("[gamma]:2222", KnownHosts.name("gamma", 2222));
    }

    /** As ssh does: a key of the host at whatever port is trusted at another one, and another key there is no change. */
    @Test
    void whatIsKnownWithoutAPortHelpsForOthers() throws IOException {
        KnownHosts hosts = read(
                "alpha ssh-ed25519 " + KEY.base64() + "\r",
                "[beta]:2222,[beta]:2223 ssh-ed25519 " + KEY.base64(),
                "|1|l9ax35qczrRLyYmzoDNKdku8IEY=|vs9JiqCuA4YoZb6y0VXkq4jp4JE= ssh-ed25519 " + KEY.base64(),
                "*.zone,!old.zone ssh-ed25519 " + KEY.base64(),
                "@revoked gamma ssh-ed25519 " + KEY.base64());
        for (String trusted : List.of("alpha", "[alpha]:2222", "[beta]:2223", "[hashed]:2222", "[web.zone]:22022")) {
            assertInstanceOf(Verdict.Trusted.class, hosts.verdict(trusted, KEY), trusted);
            assertEquals(List.of("ssh-ed25519"), hosts.types(trusted), trusted);
        }
        for (String unknown : List.of("[alpha]:2222", "[hashed]:2222", "[web.zone]:22022", "beta", "[beta]:2224")) {
            assertInstanceOf(Verdict.Unknown.class, hosts.verdict(unknown, OTHER), unknown);
        }
        for (String named : List.of("beta", "[beta]:2224", "delta", "[old.zone]:2222")) {
            Verdict.Unknown verdict = assertInstanceOf(Verdict.Unknown.class, hosts.verdict(named, KEY), named);
            assertEquals(1, verdict.sameKey().orElseThrow().line(), named);
        }
        assertInstanceOf(Verdict.Revoked.class, hosts.verdict("[gamma]:2222", KEY));
        assertInstanceOf(Verdict.Changed.class, hosts.verdict("[beta]:2222", OTHER));
    }

    @Test
    void revocationWinsAndAuthoritiesSignKeys() throws IOException {
        HostKey authority = new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIC==");
        KnownHosts hosts = read(
                "alpha ssh-ed25519 " + KEY.base64(),
                "@revoked * ssh-ed25519 " + KEY.base64(),
                "@cert-authority beta,*.zone ssh-ed25519 " + authority.base64());
        assertInstanceOf(Verdict.Revoked.class, hosts.verdict("alpha", KEY));
        for (String signed : List.of("beta", "[beta]:2222", "web.zone", "[web.zone]:2222")) {
            assertInstanceOf(
                    Verdict.Trusted.class,
                    hosts.verdict(signed, OTHER, authority).orElseThrow(),
                    signed);
            assertInstanceOf(
                    Verdict.Revoked.class, hosts.verdict(signed, KEY, authority).orElseThrow(), signed);
            assertInstanceOf(Verdict.Unsigned.class, hosts.verdict(signed, OTHER), signed);
            assertInstanceOf(Verdict.Unsigned.class, hosts.addIfUnknown(signed, OTHER, false), signed);
        }
        assertEquals(Optional.empty(), hosts.verdict("gamma", OTHER, authority));
        assertInstanceOf(
                Verdict.Revoked.class,
                hosts.verdict("gamma", OTHER, KEY).orElseThrow(),
                "an authority that is revoked, and trusted by no line");
        assertEquals(Optional.empty(), hosts.verdict("beta", OTHER, OTHER));
    }

    @Test
    void changedKeyNamesTheEntryOfItsTypeFirst() throws IOException {
        KnownHosts hosts = read("# one", "alpha ssh-rsa AAAA", "alpha ssh-ed25519 " + OTHER.base64());
        Verdict.Changed changed = assertInstanceOf(Verdict.Changed.class, hosts.verdict("alpha", KEY));
        assertEquals(3, changed.known().line());
        assertEquals(List.of("ssh-rsa", "ssh-ed25519"), hosts.types("alpha"));
    }

    @Test
    void newKeyIsAppendedOnALineOfItsOwn() throws IOException {
        Path file = Files.writeString(directory.resolve("known_hosts"), "alpha ssh-rsa AAAA");
        KnownHosts hosts = KnownHosts.read(file, List.of());
        assertInstanceOf(Verdict.Trusted.class, hosts.addIfUnknown("beta", KEY, false));
        assertInstanceOf(Verdict.Changed.class, hosts.addIfUnknown("beta", OTHER, false));
        assertEquals(List.of("alpha ssh-rsa AAAA", "beta ssh-ed25519 " + KEY.base64()), Files.readAllLines(file));
        assertTrue(Files.readString(file).endsWith("\n"));
    }

    @Test
    void everyFileCountsAndRevokesForAll() throws IOException {
        Path system = Files.writeString(
                directory.resolve("system"),
                "# kept by the administrator\n@revoked * ssh-ed25519 " + OTHER.base64() + "\nbeta ssh-ed25519 "
                        + KEY.base64() + "\n");
        Path own = Files.writeString(
                directory.resolve("own"),
                "alpha ssh-ed25519 " + OTHER.base64() + "\ngamma ssh-ed25519 " + KEY.base64() + "\n");
        KnownHosts hosts = KnownHosts.read(own, List.of(directory.resolve("missing"), system));
        Verdict.Revoked revoked = assertInstanceOf(Verdict.Revoked.class, hosts.verdict("alpha", OTHER));
        assertEquals(
                system + ":2", revoked.entry().file() + ":" + revoked.entry().line());
        assertInstanceOf(Verdict.Trusted.class, hosts.verdict("beta", KEY));
        assertInstanceOf(Verdict.Trusted.class, hosts.verdict("gamma", KEY));
        assertInstanceOf(Verdict.Revoked.class, hosts.addIfUnknown("delta", OTHER, false));
        Verdict.Changed changed = assertInstanceOf(
                Verdict.Changed.class, hosts.addIfUnknown("beta", new HostKey("ssh-rsa", "AAAA"), false));
        assertEquals(system, changed.known().file());
        assertEquals(2, Files.readAllLines(own).size());
        assertEquals(own + " or " + system, hosts.files());
    }

    @Test
    void whatIsNoEntryIsPassedOver() throws IOException {
        KnownHosts hosts = read(
                "@revoked",
                "@revoked alpha",
                "@revoked alpha ssh-ed25519",
                "@unheard-of alpha ssh-ed25519 " + OTHER.base64(),
                "alpha ssh-ed25519 not/base=64!",
                "|1|not|hashed ssh-ed25519 " + OTHER.base64(),
                "alpha 1024 37 1234567",
                "  alpha ssh-ed25519 " + KEY.base64());
        assertInstanceOf(Verdict.Trusted.class, hosts.verdict("alpha", KEY));
        Verdict.Changed changed = assertInstanceOf(Verdict.Changed.class, hosts.verdict("alpha", OTHER));
        assertEquals(8, changed.known().line());
    }

    @Test
    void whatAnotherRunHasAddedSinceIsSeenBeforeAKeyIsAdded() throws IOException {
        Path file = directory.resolve("known_hosts");
        KnownHosts one = KnownHosts.read(file, List.of());
        KnownHosts two = KnownHosts.read(file, List.of());
        assertInstanceOf(Verdict.Trusted.class, one.addIfUnknown("alpha", KEY, false));
        assertInstanceOf(Verdict.Changed.class, two.addIfUnknown("alpha", OTHER, false));
        assertInstanceOf(Verdict.Trusted.class, two.addIfUnknown("beta", OTHER, false));
        Path other = Files.writeString(directory.resolve("edited"), "gamma ssh-ed25519 " + KEY.base64());
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING); // as ssh-keygen -R does
        assertInstanceOf(Verdict.Changed.class, one.addIfUnknown("gamma", OTHER, false));
        assertInstanceOf(Verdict.Trusted.class, one.addIfUnknown("delta", OTHER, false));
        assertEquals(
                List.of("gamma ssh-ed25519 " + KEY.base64(), "delta ssh-ed25519 " + OTHER.base64()),
                Files.readAllLines(file));
    }

    @Test
    void manyRunsAtOnceLoseNoLineAndAgreeOnEveryHost() throws Exception {
        Path file = directory.resolve("known_hosts");
        List<Callable<Void>> runs = new ArrayList<>();
        for (int run = 0; run < 8; run++) {
            HostKey key =
                    new HostKey("ssh-ed25519", Base64.getEncoder().encodeToString(("key of run " + run).getBytes()));
            runs.add(() -> {
                KnownHosts hosts = KnownHosts.read(file, List.of());
                for (int host = 0; host < 50; host++) hosts.addIfUnknown("host" + host, key, false);
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Void> each : threads.invokeAll(runs)) each.get();
        }
        List<String> names = Files.readAllLines(file).stream()
                .map(line -> line.split(" ")[0])
                .toList();
        assertEquals(50, names.size());
        assertEquals(50, Set.copyOf(names).size());
    }

    @Test
    void aFileStaysWhatAndWhereItWas() throws IOException {
        Path file = Files.writeString(directory.resolve("elsewhere"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Path link = Files.createSymbolicLink(directory.resolve("known_hosts"), file);
        KnownHosts.read(link, List.of()).addIfUnknown("alpha", KEY, false);
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(1, Files.readAllLines(file).size());
    }

    @Test
    void aPlaceThatKeepsNothingIsTrustedForTheRunOnly() throws IOException {
        KnownHosts hosts = KnownHosts.read(Path.of("/dev/null"), List.of());
        assertInstanceOf(Verdict.Trusted.class, hosts.addIfUnknown("alpha", KEY, false));
        assertInstanceOf(Verdict.Trusted.class, hosts.addIfUnknown("beta", KEY, false));
        assertInstanceOf(Verdict.Changed.class, hosts.addIfUnknown("alpha", OTHER, false));
    }

    private KnownHosts read(String... lines) throws IOException {
        return KnownHosts.read(Files.write(directory.resolve("known_hosts"), List.of(lines)), List.of());
    }
}
