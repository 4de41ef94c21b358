package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.remote.RemoteException.Kind;
import io.drydock.sshconfig.Keyword;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that have nothing but what is off: they are refused by name, and the option in the message lets them in. */
@Timeout(60)
@SuppressWarnings("deprecation") // that is what it is about
class WeakAlgorithmsTest {
    private static final Map<String, Keyword> KEYWORDS = Map.of(
            "KexAlgorithms", Keyword.KEX_ALGORITHMS,
            "HostKeyAlgorithms", Keyword.HOST_KEY_ALGORITHMS,
            "Ciphers", Keyword.CIPHERS,
            "MACs", Keyword.MACS);

    @TempDir
    Path directory;

    private record Old(String name, List<String> allowed, Consumer<SshServer> has) {}

    @TestFactory
    Stream<DynamicTest> whatIsOffIsNamedAndCanBeAllowed() {
        Stream<Old> exchanges = Stream.of(BuiltinDHFactories.dhg1, BuiltinDHFactories.dhg14, BuiltinDHFactories.dhgex)
                .map(e -> new Old(e.getName(), List.of("KexAlgorithms=+" + e.getName()), exchange(e)));
        Stream<Old> ciphers = Stream.of(
                        BuiltinCiphers.aes128cbc,
                        BuiltinCiphers.aes192cbc,
                        BuiltinCiphers.aes256cbc,
                        BuiltinCiphers.tripledescbc)
                .map(c -> new Old(
                        c.getName(), List.of("Ciphers=+" + c.getName()), s -> s.setCipherFactories(List.of(c))));
        Stream<Old> macs = Stream.of(BuiltinMacs.hmacmd5, BuiltinMacs.hmacmd596, BuiltinMacs.hmacsha196)
                .map(m -> new Old(m.getName(), List.of("MACs=+" + m.getName()), s -> {
                    s.setCipherFactories(List.of(BuiltinCiphers.aes128ctr));
                    s.setMacFactories(List.of(m));
                }));
        Old signature = new Old(
                "ssh-rsa",
                List.of("HostKeyAlgorithms=+ssh-rsa"),
                s -> s.setSignatureFactories(List.of(BuiltinSignatures.rsa)));
        Old all = new Old(
                "3des-cbc",
                List.of(
                        "KexAlgorithms=+diffie-hellman-group1-sha1",
                        "HostKeyAlgorithms=+ssh-rsa",
                        "Ciphers=+3des-cbc",
                        "MACs=+hmac-md5"),
                s -> {
                    exchange(BuiltinDHFactories.dhg1).accept(s);
                    s.setSignatureFactories(List.of(BuiltinSignatures.rsa));
                    s.setCipherFactories(List.of(BuiltinCiphers.tripledescbc));
                    s.setMacFactories(List.of(BuiltinMacs.hmacmd5));
                });
        return Stream.of(exchanges, ciphers, macs, Stream.of(signature, all))
                .flatMap(s -> s)
                .map(old -> DynamicTest.dynamicTest(
                        old.name() + " " + old.allowed().size(), () -> refusedUntilAllowed(old)));
    }

    private static Consumer<SshServer> exchange(BuiltinDHFactories exchange) {
        return server -> server.setKeyExchangeFactories(
                NamedFactory.setUpTransformedFactories(true, List.of(exchange), ServerBuilder.DH2KEX));
    }

    private void refusedUntilAllowed(Old old) throws Exception {
        KeyPair rsa = TestServer.key("RSA", 2048);
        try (TestServer server = TestServer.start(directory, call -> call.exit().onExit(0), rsa)) {
            old.has().accept(server.server);
            Target target = server.byPassword(TestServer.PASSWORD);
            RemoteException e = refusal(server.know(), target);
            assertEquals(Kind.PROTOCOL, e.kind(), e.getMessage());
            assertTrue(e.getMessage().contains(old.name()), e.getMessage());
            String options = "'-o " + String.join(" -o ", old.allowed()) + "'";
            assertTrue(e.remedy().contains("ansible_ssh_common_args: " + options), e.remedy());
            Matcher option = Pattern.compile("-o (\\w+)=([^ ']+)").matcher(e.remedy());
            while (option.find()) {
                target = with(target, KEYWORDS.get(option.group(1)), option.group(2));
            }
            connector(server.know()).connect(target).close();
        }
    }

    @Test
    void whatNobodyKnowsIsLeftToTheHost() throws Exception {
        try (TestServer server = TestServer.start(directory, call -> call.exit().onExit(0))) {
            server.server.setCipherFactories(List.of(BuiltinCiphers.blowfishcbc));
            RemoteException e = refusal(server.know(), server.byPassword(TestServer.PASSWORD));
            assertTrue(e.getMessage().endsWith("no cipher that is taken here: blowfish-cbc"), e.getMessage());
            assertTrue(e.remedy().contains("sshd_config one of Ciphers aes128-gcm@openssh.com,"), e.remedy());
            assertFalse(e.remedy().contains("ansible_ssh_common_args"), e.remedy());
        }
    }

    @Test
    void aHostsOwnListsAreAllThatIsOffered() throws Exception {
        try (TestServer server = TestServer.start(directory, call -> call.exit().onExit(0))) {
            Target target = server.byPassword(TestServer.PASSWORD);
            server.server.setCipherFactories(List.of(BuiltinCiphers.aes128ctr));
            server.server.setMacFactories(List.of(BuiltinMacs.hmacsha256));
            connector(server.know())
                    .connect(with(target, Keyword.MACS, "hmac-sha1,hmac-sha2-*"))
                    .close();
            RemoteException e = refusal(server.know(), with(target, Keyword.MACS, "-hmac-sha2-256"));
            assertTrue(
                    e.getMessage()
                            .contains("no message authentication that is taken here: hmac-sha2-256; MACs is set by"),
                    e.getMessage());
            // The ciphers of today need none, so that it does not matter that there is none in common.
            server.server.setCipherFactories(List.of(BuiltinCiphers.aes256gcm));
            connector(server.know())
                    .connect(with(target, Keyword.MACS, "hmac-sha2-512"))
                    .close();
        }
    }

    @Test
    void aHostKeyIsAsLargeAsItHasToBe() throws Exception {
        KeyPair rsa = TestServer.key("RSA", 2048);
        try (TestServer server = TestServer.start(directory, call -> call.exit().onExit(0), rsa)) {
            Target target = server.byPassword(TestServer.PASSWORD);
            connector(server.know())
                    .connect(with(target, Keyword.REQUIRED_RSA_SIZE, "2048"))
                    .close();
            RemoteException e = refusal(server.know(), with(target, Keyword.REQUIRED_RSA_SIZE, "3072"));
            assertTrue(e.getMessage().contains("an RSA key of 2048 bits, and RequiredRSASize is 3072"), e.getMessage());
        }
        KeyPair small = TestServer.key("RSA", 768);
        try (TestServer server = TestServer.start(directory, call -> call.exit().onExit(0), small)) {
            RemoteException e = refusal(server.know(), server.byPassword(TestServer.PASSWORD));
            assertTrue(e.getMessage().contains("768 bits, and RequiredRSASize is 1024"), e.getMessage());
        }
    }

    private Connector connector(Path known) {
        return new Connector(
                new SshOptions(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ZERO, known, List.of(), false),
                directory);
    }

    private RemoteException refusal(Path known, Target target) {
        return assertThrows(RemoteException.class, () -> connector(known).connect(target));
    }

    private static Target with(Target target, Keyword keyword, String value) {
        return new Target(
                target.name(),
                target.config().with(keyword, value),
                target.key(),
                target.password(),
                target.passphrase(),
                target.jump(),
                target.local(),
                Optional.empty());
    }
}
