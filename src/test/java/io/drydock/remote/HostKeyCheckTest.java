package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.remote.RemoteException.Kind;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host's configuration says about its key. */
class HostKeyCheckTest {
    private static final String ADDRESS = "192.0.2.7";
    private static final PublicKey KEY = TestServer.ecKey().getPublic();
    private static final PublicKey OTHER = TestServer.ecKey().getPublic();

    @TempDir
    Path directory;

    private Path known;
    private HostConfig config;

    @BeforeEach
    void before() {
        known = directory.resolve("known_hosts");
        config = HostConfig.of("web.example.com", 2222, "me");
    }

    @Test
    void anAliasIsTheNameWithoutAPort() throws Exception {
        know("alias " + line(KEY), "[web.example.com]:2222 " + line(OTHER));
        assertRefused(Kind.HOST_KEY_CHANGED, KEY);
        config = config.with(Keyword.HOST_KEY_ALIAS, "Alias");
        assertTaken(KEY);
        assertRefused(Kind.HOST_KEY_CHANGED, OTHER);
    }

    @ParameterizedTest
    @CsvSource({"yes,false", "ask,false", "accept-new,true", "no,true", "off,true"})
    void strictnessSaysWhetherNewKeysAreTakenAndChangedOnesNever(String strict, boolean takes) throws Exception {
        config = config.with(Keyword.STRICT_HOST_KEY_CHECKING, strict);
        if (takes) {
            assertTaken(KEY);
            assertEquals("[web.example.com]:2222 " + line(KEY) + "\n", Files.readString(known));
            RemoteException changed = assertRefused(Kind.HOST_KEY_CHANGED, OTHER);
            assertTrue(changed.remedy().contains("changed ones never"), changed.remedy());
        } else {
            assertRefused(Kind.HOST_KEY_UNKNOWN, KEY);
            assertFalse(Files.exists(known));
        }
    }

    @Test
    void everyHostHasItsOwnFiles() throws Exception {
        Path one = Files.writeString(directory.resolve("one"), "");
        Path two = Files.writeString(directory.resolve("two"), "[web.example.com]:2222 " + line(KEY) + "\n");
        config = config.with(Keyword.USER_KNOWN_HOSTS_FILE, one.toString());
        assertRefused(Kind.HOST_KEY_UNKNOWN, KEY);
        config = config.with(Keyword.GLOBAL_KNOWN_HOSTS_FILE, two.toString());
        assertTaken(KEY);
        assertRefused(Kind.HOST_KEY_CHANGED, OTHER);
        // The command line's file is stronger.
        know("[web.example.com]:2222 " + line(OTHER));
        config = config.with(Keyword.GLOBAL_KNOWN_HOSTS_FILE, "none");
        SshOptions given = SshOptions.defaults().withKnownHosts(known);
        assertEquals(Optional.empty(), refusal(new HostKeyFiles(given, directory), ADDRESS, OTHER));
    }

    @Test
    void withoutAFileNoNewKeyIsTaken() throws Exception {
        config = config.with(Keyword.USER_KNOWN_HOSTS_FILE, "none").with(Keyword.STRICT_HOST_KEY_CHECKING, "no");
        assertRefused(Kind.HOST_KEY_UNKNOWN, KEY);
    }

    @Test
    void theAddressIsCheckedTooWhereThatIsAskedFor() throws Exception {
        know("[web.example.com]:2222 " + line(KEY), "[192.0.2.7]:2222 " + line(OTHER));
        assertTaken(KEY);
        config = config.with(Keyword.CHECK_HOST_IP, "yes");
        RemoteException e = assertRefused(Kind.HOST_KEY_CHANGED, KEY);
        assertTrue(e.getMessage().contains("for its address 192.0.2.7 " + known + ":2 has"), e.getMessage());
        assertEquals(Optional.empty(), refusal(files(), "127.0.0.1", KEY), "an address of this machine says nothing");
        assertEquals(Optional.empty(), refusal(files(), "192.0.2.8", KEY));
        assertEquals("[192.0.2.8]:2222 " + line(KEY), Files.readAllLines(known).getLast());
        config = config.with(Keyword.PROXY_COMMAND, "nc %h %p");
        assertTaken(KEY);
    }

    @Test
    void namesAreHiddenWhereThatIsAskedFor() throws Exception {
        config = config.with(Keyword.HASH_KNOWN_HOSTS, "yes").with(Keyword.STRICT_HOST_KEY_CHECKING, "accept-new");
        assertTaken(KEY);
        String line = Files.readString(known);
        assertTrue(line.startsWith("|1|") && !line.contains("example"), line);
        assertTaken(KEY);
        assertEquals(1, Files.readAllLines(known).size(), "it is found again");
        assertRefused(Kind.HOST_KEY_CHANGED, OTHER);
    }

    @Test
    void revokedKeysAreRefusedWhateverKnownHostsSays() throws Exception {
        know("[web.example.com]:2222 " + line(KEY));
        Path revoked = directory.resolve("revoked");
        config = config.with(Keyword.REVOKED_HOST_KEYS, revoked.toString());
        assertCannot("cannot read " + revoked);
        Files.writeString(revoked, "# stolen\n\n" + line(KEY) + " a comment\n");
        RemoteException e = assertRefused(Kind.HOST_KEY_CHANGED, KEY);
        assertTrue(e.getMessage().endsWith("is revoked by " + revoked + ":3"), e.getMessage());
        Files.writeString(revoked, line(OTHER) + "\n");
        assertTaken(KEY);
        Files.writeString(revoked, "nonsense\n");
        assertCannot(revoked + ":1: no key");
        Files.writeString(revoked, "SSHKRL\n\0");
        assertCannot("(KRL)");
    }

    private void assertCannot(String part) {
        RemoteException e = assertThrows(RemoteException.class, () -> refusal(files(), ADDRESS, KEY));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    private void know(String... lines) throws IOException {
        Files.write(known, List.of(lines));
    }

    private static String line(PublicKey key) {
        HostKey written = HostKey.of(key);
        return written.type() + " " + written.base64();
    }

    private void assertTaken(PublicKey key) throws RemoteException {
        assertEquals(Optional.empty(), refusal(files(), ADDRESS, key).map(RemoteException::getMessage));
    }

    private RemoteException assertRefused(Kind kind, PublicKey key) throws RemoteException {
        RemoteException e = refusal(files(), ADDRESS, key).orElseThrow();
        assertEquals(kind, e.kind(), e.getMessage());
        return e;
    }

    private HostKeyFiles files() {
        return new HostKeyFiles(
                new SshOptions(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        false,
                        Duration.ZERO,
                        Optional.empty(),
                        List.of(),
                        false),
                directory);
    }

    private Optional<RemoteException> refusal(HostKeyFiles files, String address, PublicKey key)
            throws RemoteException {
        HostKeyCheck check = new HostKeyCheck(files, false, Target.of("web", config));
        check.verify(address, 2222, key);
        return check.refusal();
    }
}
