package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.remote.KnownHosts.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsTest {
  private static final HostKey KEY = new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIA==");
  private static final HostKey OTHER = new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIB==");

  @TempDir Path directory;

  @Test
  void findsHostsByNamePatternAndHash() throws IOException {
    KnownHosts hosts =
        read(
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
    for (String unknown : List.of("beta", "old.example.org", "[hashed]:2222", "gamma", "nonsense")) {
      assertInstanceOf(Verdict.Unknown.class, hosts.verdict(unknown, KEY), unknown);
    }
  }

  @Test
  void portIsPartOfTheNameUnlessItIsTheStandardOne() {
    assertEquals("gamma", KnownHosts.name("Gamma", 22));
    assertEquals("[gamma]:2222", KnownHosts.name("gamma", 2222));
  }

  @Test
  void revocationWinsAndAuthoritiesSayNothing() throws IOException {
    KnownHosts hosts =
        read(
            "alpha ssh-ed25519 " + KEY.base64(),
            "@revoked * ssh-ed25519 " + KEY.base64(),
            "@cert-authority * ssh-ed25519 " + OTHER.base64());
    assertInstanceOf(Verdict.Revoked.class, hosts.verdict("alpha", KEY));
    assertInstanceOf(Verdict.Unknown.class, hosts.verdict("beta", OTHER));
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
    KnownHosts hosts = KnownHosts.read(file);
    assertInstanceOf(Verdict.Trusted.class, hosts.addIfUnknown("beta", KEY));
    assertInstanceOf(Verdict.Changed.class, hosts.addIfUnknown("beta", OTHER));
    assertEquals(List.of("alpha ssh-rsa AAAA", "beta ssh-ed25519 " + KEY.base64()), Files.readAllLines(file));
    assertTrue(Files.readString(file).endsWith("\n"));
  }

  private KnownHosts read(String... lines) throws IOException {
    return KnownHosts.read(Files.write(directory.resolve("known_hosts"), List.of(lines)));
  }
}
