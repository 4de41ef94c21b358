package io.drydock.sshconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolverTest {
    @TempDir
    Path home;

    private final Diagnostics problems = new Diagnostics();
    private Path config;

    @BeforeEach
    void makeTheDirectory() throws Exception {
        config = Files.createDirectories(home.resolve(".ssh")).resolve("config");
    }

    @Test
    void findsTheWayByEachHostsOwnName() throws Exception {
        write("""
                Host db
                  ProxyJump inner
                Host inner
                  HostName 192.0.2.2
                  User hop
                  ProxyJump outer:2222
                """);
        Resolution db = resolver(false)
                .resolve("db", GivenOptions.of(Keyword.USER, "me", SourcePos.of("-u")), GivenOptions.NONE);
        Resolution inner = db.jump().orElseThrow();
        Resolution outer = inner.jump().orElseThrow();
        assertEquals(
                List.of("me", "hop", "local"),
                List.of(
                        db.config().user(),
                        inner.config().user(),
                        outer.config().user()));
        assertEquals("192.0.2.2", inner.config().hostName());
        assertEquals(2222, outer.config().port());
        assertEquals(List.of(), problems.all());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gw-%h", "gw-%h,inner", "inner,gw-%h", "%h", "me@%h:22"})
    void callsNoHostPastAJumpThatIsNone(String list) throws Exception {
        write("Host six\n  HostName 2001:db8::1\n  ProxyJump " + list + "\n");
        resolver(false).resolve("six", GivenOptions.NONE, GivenOptions.NONE);
        assertEquals(
                List.of("ProxyJump has no host in \""
                        + list.replace("inner", "").replace(",", "").replace("%h", "2001:db8::1") + "\""),
                problems.all().stream().map(Diagnostic::message).toList());
        assertEquals(
                config + ":3",
                problems.all().getFirst().pos().file() + ":"
                        + problems.all().getFirst().pos().line());
    }

    /** Each with its own way out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IdentityFile ~no-such-user/key | name a user of this machine, or write the directory",
                "IdentityFile ${NO_SUCH}/key | set it, or write its value instead",
                "Include ${NO_SUCH}/more | set it, or write its value instead",
                "User ${} | write it as ${NAME}",
                "HostName %n | it may have %h, and %% for a percent sign",
                "ProxyCommand nc %C | it may have %h, %k, %n, %p, %r, and %% for a percent sign",
            })
    void saysWhatToWriteInstead(String line, String remedy) throws Exception {
        write(line + "\n");
        resolver(false).resolve("web", GivenOptions.NONE, GivenOptions.NONE);
        assertEquals(
                List.of(remedy), problems.all().stream().map(Diagnostic::remedy).toList());
    }

    @ParameterizedTest
    @CsvSource({"[z-a], z", "[!], !", "[!], none", "[^], ^", "[a-\\]*, a", "[&&b], b", "[!x], y", "[^x], y"})
    void includesByPatternsOfAnyKind(String pattern, String file) throws Exception {
        Path included = Files.writeString(config.resolveSibling(file), "Port 1001\n");
        Files.setPosixFilePermissions(included, PosixFilePermissions.fromString("rw-r--r--"));
        write("Include " + pattern + "\n");
        int port = resolver(false)
                .resolve("web", GivenOptions.NONE, GivenOptions.NONE)
                .config()
                .port();
        assertEquals(file.equals("none") ? 22 : 1001, port);
        assertEquals(List.of(), problems.all());
    }

    /** Which Match compares with, Include may have, and is called. */
    @Test
    void expandsAHostNameInOneWay() throws Exception {
        write("""
                HostName %%h-%h
                Match host %h-web
                  Port 1001
                """);
        HostConfig web = resolver(false)
                .resolve("web", GivenOptions.NONE, GivenOptions.NONE)
                .config();
        assertEquals("%h-web 1001", web.hostName() + " " + web.port());
        assertEquals(List.of(), problems.all());
    }

    @Test
    void understandsTheOptionsThatDebianHasAdded() throws Exception {
        write("ProtocolKeepAlives 33\n");
        Resolution host = resolver(false).resolve("host", GivenOptions.NONE, GivenOptions.NONE);
        assertEquals("33", host.config().value(Keyword.SERVER_ALIVE_INTERVAL).orElse(""));
        assertEquals(List.of(), problems.all());
    }

    @Test
    void goesThroughAListFromItsFirstHost() throws Exception {
        write("Host b\n  ProxyJump never\n");
        Resolution host = resolver(false)
                .resolve(
                        "host",
                        GivenOptions.option("ProxyJump=a,b,c", SourcePos.of("-J"), problems),
                        GivenOptions.NONE);
        Resolution c = host.jump().orElseThrow();
        Resolution b = c.jump().orElseThrow();
        Resolution a = b.jump().orElseThrow();
        assertEquals(
                List.of("c", "b", "a"),
                List.of(c.config().host(), b.config().host(), a.config().host()));
        assertTrue(a.jump().isEmpty());
    }

    @Test
    void sharesOneWayBetweenHosts() throws Exception {
        write("Host web*\n  ProxyJump bastion\n");
        Resolver resolver = resolver(false);
        assertSame(
                resolver.resolve("web1", GivenOptions.NONE, GivenOptions.NONE)
                        .jump()
                        .orElseThrow(),
                resolver.resolve("web2", GivenOptions.NONE, GivenOptions.NONE)
                        .jump()
                        .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ProxyJump bastion | ProxyJump leads in a circle: bastion is reached by way of itself",
                "Host web;ProxyJump a;Host a;ProxyJump b;Host b;ProxyJump a | ProxyJump leads in a circle: a is reached by way of itself",
                "Host *;ProxyJump gw-%h | ProxyJump leads over more than 32 hosts",
                "Host *;ProxyJump a-%h,b-%h | ProxyJump leads over more than 32 hosts",
                "BindInterface eth0 | BindInterface is not obeyed: the connection could go by another network",
                "ProxyUseFdpass yes | ProxyUseFdpass is not obeyed: Drydock talks with a ProxyCommand over its standard input and output",
                "Prot 22 | unknown option \"prot\"",
                "Match exec true;Port 22 | Match exec decides whether these lines hold, and no command of a file is run",
                "RefuseConnection \"not from here\" | RefuseConnection: not from here",
            })
    void refusesOnceForAllHosts(String lines, String message) throws Exception {
        write(lines.replace(';', '\n') + "\n");
        Resolver resolver = resolver(false);
        resolver.resolve("web", GivenOptions.NONE, GivenOptions.NONE);
        resolver.resolve("web", GivenOptions.NONE, GivenOptions.NONE);
        assertEquals(
                List.of(message),
                problems.all().stream().map(Diagnostic::message).toList());
        assertEquals(config.toString(), problems.all().getFirst().pos().file());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PKCS11Provider /lib/p11.so | 1",
                "PKCS11Provider none | 0",
                "VerifyHostKeyDNS ask | 1",
                "HostbasedAuthentication yes | 1",
                "RemoteForward 3128 localhost:3128 | 1",
                "ForwardAgent yes | 0",
                "Host other;PKCS11Provider /lib/p11.so | 0",
                "ProxyUseFdpass no | 0",
                "Match exec true;User me | 1",
                "Match exec true;Include more | 1",
                "Match exec \"gpg-connect-agent updatestartuptty /bye\" | 0",
                "Match exec true;ForwardAgent yes;Match all;Port 1 | 0",
                "Port 1;Match exec true;Port 2 | 0",
                "GSSAPIAuthentication yes | 0",
            })
    void warnsOfWhatWouldMakeADifference(String lines, int warnings) throws Exception {
        write(lines.replace(';', '\n') + "\n");
        resolver(false).resolve("web", GivenOptions.NONE, GivenOptions.NONE);
        assertEquals(warnings, problems.warnings().size() + problems.all().size());
    }

    @Test
    void asksNoCommandThatDecidesNothing() throws Exception {
        write("Match host other exec \"touch " + home + "/ran\"\n  Port 1\nMatch exec true host other\n  Port 2\n");
        assertEquals(
                22,
                resolver(false)
                        .resolve("web", GivenOptions.NONE, GivenOptions.NONE)
                        .config()
                        .port());
        assertEquals(List.of(), problems.all());
    }

    @Test
    void runsCommandsWhereThatIsAllowed() throws Exception {
        write("Match exec \"test %h = web -a %n = web\"\n  Port 1001\nMatch exec false\n  User nobody\n");
        HostConfig web = resolver(true)
                .resolve("web", GivenOptions.NONE, GivenOptions.NONE)
                .config();
        assertEquals(1001, web.port());
        assertEquals("local", web.user());
        assertEquals(List.of(), problems.all());
    }

    @Test
    void obeysNoFileThatOthersCouldHaveWritten() throws Exception {
        write("Port 1001\n");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-r--"));
        resolver(false).resolve("web", GivenOptions.NONE, GivenOptions.NONE);
        assertEquals(
                List.of("others may write to it"),
                problems.all().stream().map(Diagnostic::message).toList());
    }

    @Test
    void knowsConditionsOfNewerClients() throws Exception {
        write("""
                Tag prod
                Match tagged prod,other sessiontype exec command s*
                  Port 1001
                Match localnetwork 127.0.0.0/8 version OpenSSH_*
                  User ops
                Match tagged=""
                  BindAddress 127.0.0.1
                """);
        HostConfig web = resolver(false)
                .resolve("web", GivenOptions.NONE, GivenOptions.NONE)
                .config();
        assertEquals("ops 1001", web.user() + " " + web.port());
        assertTrue(web.value(Keyword.BIND_ADDRESS).isEmpty());
        assertEquals(List.of(), problems.all());
    }

    @Test
    void replacesTokensInPathsAndCommands() throws Exception {
        write("""
                HostName real.example.com
                Port 1001
                User %u-%n
                IdentityFile ~/.ssh/%r-%h
                CertificateFile ${KEYS}/%L-cert.pub
                IdentityAgent $AGENT
                ProxyCommand nc %h %p %n %k %%
                """);
        HostConfig web = resolver(false)
                .resolve("web", GivenOptions.NONE, GivenOptions.NONE)
                .config();
        assertEquals("local-web", web.user());
        assertEquals(List.of(home.resolve(".ssh/local-web-real.example.com")), web.paths(Keyword.IDENTITY_FILE));
        assertEquals(List.of(Path.of("/keys/here-cert.pub")), web.paths(Keyword.CERTIFICATE_FILE));
        assertEquals("/run/agent", web.value(Keyword.IDENTITY_AGENT).orElseThrow());
        assertEquals(
                "nc real.example.com 1001 web web %",
                web.value(Keyword.PROXY_COMMAND).orElseThrow());
        assertEquals(List.of(), problems.all());
    }

    @Test
    @Timeout(20)
    void isQuickForManyHosts() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) text.append("Host web" + i + " !x\n  Port " + (1000 + i) + "\n");
        write(
                text
                        + "Host *\n  User ops\n  IdentityFile ~root/a-%h\n  IdentityFile ~root/b-%h\n  CertificateFile ~root/%h\n");
        Resolver resolver = resolver(false);
        long started = System.nanoTime();
        for (int i = 0; i < 2000; i++) resolver.resolve("web" + i, GivenOptions.NONE, GivenOptions.NONE);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        System.out.println("2000 hosts with 500 blocks: " + took.toMillis() + " ms");
    }

    private Resolver resolver(boolean runsCommands) throws Exception {
        String uid = String.valueOf(Files.getAttribute(home, "unix:uid"));
        return new Resolver(
                new LocalMachine(
                        "here.example.com", "local", uid, home, Map.of("KEYS", "/keys", "AGENT", "/run/agent")),
                runsCommands,
                problems);
    }

    private void write(String text) throws Exception {
        Files.writeString(config, text);
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
