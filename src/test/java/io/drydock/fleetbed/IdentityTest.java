package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Secret;
import io.drydock.remote.Connector;
import io.drydock.remote.Dialog;
import io.drydock.remote.FakeAgent;
import io.drydock.remote.InputSource;
import io.drydock.remote.Output;
import io.drydock.remote.RealAgent;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import io.drydock.remote.SecurityKey;
import io.drydock.remote.SshOptions;
import io.drydock.remote.Target;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys of agents, certificates and methods in a row, before OpenSSH's own server. */
@Tag("fleet")
final class IdentityTest extends OnFleet {
    private static final AtomicInteger PORT = new AtomicInteger(2200);

    @BeforeAll
    static void up() {
        up(1);
    }

    /** Another sshd of the host, with these options; the host's first stays as it is. */
    private static int sshd(String... options) {
        int port = PORT.incrementAndGet();
        String all = Stream.of(options).map(o -> " -o '" + o + "'").collect(Collectors.joining());
        bed.ssh(1, "/usr/sbin/sshd -p " + port + " -E /tmp/sshd." + port + all);
        Bed.awaitListening(port);
        return port;
    }

    private static HostConfig config(int port, Path agent) {
        return HostConfig.of(bed.address(1), port, "root").with(Keyword.IDENTITY_AGENT, agent.toString());
    }

    private static Connector connector(int port, Dialog dialog) throws IOException {
        String known = Files.readAllLines(Path.of(bed.knownHosts())).stream()
                .filter(l -> l.startsWith(bed.address(1) + " "))
                .map(l -> "[" + bed.address(1) + "]:" + port
                        + l.substring(bed.address(1).length()) + "\n")
                .collect(Collectors.joining());
        SshOptions options = SshOptions.defaults().withKnownHosts(bed.file("known" + port, known));
        return new Connector(options, dialog);
    }

    private static String run(int port, Target target, Dialog dialog, String command) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (Remote remote = connector(port, dialog).connect(target)) {
            remote.run(
                    command,
                    InputSource.none(),
                    new Output() {
                        @Override
                        public boolean stdout(byte[] bytes, int length) {
                            said.write(bytes, 0, length);
                            return true;
                        }

                        @Override
                        public boolean stderr(byte[] bytes, int length) {
                            said.write(bytes, 0, length);
                            return true;
                        }
                    },
                    Duration.ofSeconds(20));
        }
        return said.toString(StandardCharsets.UTF_8).strip();
    }

    private static void assertIn(int port, HostConfig config) throws Exception {
        assertEquals("in []", run(port, Target.of("host1", config), Dialog.NOBODY, "echo \"in [$SSH_AUTH_SOCK]\""));
    }

    private static RemoteException refusal(int port, HostConfig config) throws IOException {
        Connector connector = connector(port, Dialog.NOBODY);
        return assertThrows(RemoteException.class, () -> connector.connect(Target.of("host1", config)));
    }

    private static void letIn(Path key) throws IOException {
        bed.ssh(1, "echo '" + Files.readString(Path.of(key + ".pub")).strip() + "' >>/root/.ssh/authorized_keys");
    }

    @Test
    void everyKindOfKeyInTheAgentAndTheRightOneFirst() throws Exception {
        int port = sshd("MaxAuthTries=2", "AllowAgentForwarding=yes", "LogLevel=DEBUG2");
        Path folder = Files.createDirectory(directory.resolve("kinds"));
        for (String kind : List.of("ed25519 256", "ecdsa 256", "ecdsa 384", "ecdsa 521", "rsa 2048")) {
            String[] words = kind.split(" ");
            try (RealAgent agent = RealAgent.at(folder.resolve("agent" + words[0] + words[1]))) {
                for (int i = 0; i < 5; i++)
                    agent.add(RealAgent.keygen(folder.resolve("no" + i + words[0] + words[1]), "ed25519", 256));
                Path key = RealAgent.keygen(folder.resolve(words[0] + words[1]), words[0], Integer.parseInt(words[1]));
                agent.add(key);
                letIn(key);
                Files.delete(key);
                HostConfig config = config(port, agent.socket());
                assertIn(port, config.with(Keyword.IDENTITY_FILE, key + ".pub"));
                assertIn(
                        port, config.with(Keyword.IDENTITY_FILE, key.toString()).with(Keyword.IDENTITIES_ONLY, "yes"));
                RemoteException e = refusal(port, config);
                assertTrue(
                        e.getMessage().contains("Too many authentication failures; tried 2: key no0")
                                && e.remedy().contains("IdentitiesOnly"),
                        e.getMessage() + e.remedy());
            }
        }
        assertEquals(
                "0",
                bed.ssh(1, "grep -c auth-agent-req /tmp/sshd." + port + " || true")
                        .strip());
    }

    @Test
    void securityKeysAndTheirCertificatesSignInTheAgent() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("sk"));
        Path authority = RealAgent.keygen(folder.resolve("authority"), "ed25519", 256);
        int trusting = sshd("TrustedUserCAKeys=/root/ca", "AuthorizedKeysFile=none");
        bed.ssh(1, "echo '" + Files.readString(Path.of(authority + ".pub")).strip() + "' >/root/ca");
        int plain = sshd();
        for (SecurityKey key : List.of(SecurityKey.ed25519(), SecurityKey.ecdsa())) {
            Path file = folder.resolve("key" + key.hashCode());
            key.writePublic(Path.of(file + ".pub"));
            letIn(file);
            try (FakeAgent agent = FakeAgent.at(folder.resolve("agent" + key.hashCode()), (request, out) -> {
                if (request[0] == 11) FakeAgent.list(out, key.blob());
                else FakeAgent.frame(out, 14, key.sign(request));
            })) {
                HostConfig config = config(plain, folder.resolve("agent" + key.hashCode()));
                assertIn(plain, config);
                Path certificate = RealAgent.sign(authority, file, "always:forever");
                assertIn(
                        trusting,
                        config(trusting, folder.resolve("agent" + key.hashCode()))
                                .with(Keyword.CERTIFICATE_FILE, certificate.toString()));
                assertTrue(agent.asked(13) == 2);
            }
        }
    }

    @Test
    void certificatesOfEveryKindOpenWhereOnlyTheirAuthorityIsTrusted() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("certificates"));
        Path authority = RealAgent.keygen(folder.resolve("authority"), "rsa", 3072);
        bed.ssh(1, "echo '" + Files.readString(Path.of(authority + ".pub")).strip() + "' >/root/ca2");
        int port = sshd("TrustedUserCAKeys=/root/ca2", "AuthorizedKeysFile=none");
        for (String kind : List.of("ed25519 256", "ecdsa 256", "ecdsa 384", "ecdsa 521", "rsa 2048")) {
            String[] words = kind.split(" ");
            Path key = RealAgent.keygen(folder.resolve(words[0] + words[1]), words[0], Integer.parseInt(words[1]));
            RealAgent.sign(authority, key, "always:forever");
            HostConfig none = config(port, Path.of("none"));
            assertIn(port, none.with(Keyword.IDENTITY_FILE, key.toString()));
            try (RealAgent agent = RealAgent.at(folder.resolve("agent" + words[0] + words[1]))) {
                agent.add(key); // and its certificate with it
                Files.delete(key);
                Files.delete(Path.of(key + "-cert.pub"));
                assertIn(port, config(port, agent.socket()));
            }
        }
        Path expired = RealAgent.keygen(folder.resolve("expired"), "ed25519", 256);
        RealAgent.sign(authority, expired, "20200101000000Z:20210101000000Z");
        RemoteException e =
                refusal(port, config(port, Path.of("none")).with(Keyword.IDENTITY_FILE, expired.toString()));
        assertTrue(e.getMessage().contains("expired-cert.pub has expired on 2021-01-01"), e.getMessage());
    }

    @Test
    void keyAndPasswordAndWhatPamAsksBesides() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("methods"));
        Path key = RealAgent.keygen(folder.resolve("key"), "ed25519", 256);
        bed.ssh(1, "echo '" + Files.readString(Path.of(key + ".pub")).strip() + "' >>/home/ops/.ssh/authorized_keys");
        Secret password = new Secret(Files.readString(bed.passwordFile()).strip());
        for (String methods : List.of("publickey,password", "publickey,keyboard-interactive", "password,publickey")) {
            int port = sshd("AuthenticationMethods=" + methods, "UsePAM=yes", "KbdInteractiveAuthentication=yes");
            HostConfig config =
                    config(port, Path.of("none")).with(Keyword.USER, "ops").with(Keyword.IDENTITY_FILE, key.toString());
            Target target = Target.of("host1", config).withPassword(Optional.of(password));
            assertEquals("ops", run(port, target, Dialog.NOBODY, "id -un"));
        }
        bed.ssh(1, """
                apt-get install -y -qq --no-install-recommends libpam-google-authenticator >/dev/null 2>&1
                printf '%s\\n' JBSWY3DPEHPK3PXPJBSWY3DPEH '" TOTP_AUTH' 12345678 87654321 >/home/ops/.google_authenticator
                chown ops: /home/ops/.google_authenticator; chmod 400 /home/ops/.google_authenticator
                cp /etc/pam.d/sshd /root/pam
                (echo auth required pam_google_authenticator.so; cat /root/pam) >/etc/pam.d/sshd
                """);
        try {
            int port = sshd(
                    "AuthenticationMethods=publickey,keyboard-interactive",
                    "UsePAM=yes",
                    "KbdInteractiveAuthentication=yes");
            Target target = Target.of(
                    "host1",
                    config(port, Path.of("none"))
                            .with(Keyword.USER, "ops")
                            .with(Keyword.IDENTITY_FILE, key.toString()));
            List<String> asked = new ArrayList<>();
            List<Secret> codes = new ArrayList<>(List.of(new Secret("12345678"), new Secret("87654321")));
            Dialog person = new Dialog() {
                @Override
                public boolean isPossible() {
                    return true;
                }

                @Override
                public Optional<Secret> ask(String question, boolean echo) {
                    asked.add(question);
                    return Optional.of(question.contains("code") ? codes.removeFirst() : password);
                }
            };
            assertEquals("ops", run(port, target.withPassword(Optional.of(password)), person, "id -un"));
            assertEquals(List.of("(ops@host1) Verification code: "), asked);
            asked.clear();
            assertEquals("ops", run(port, target, person, "id -un"));
            assertEquals(List.of("(ops@host1) Verification code: ", "(ops@host1) Password: "), asked);
        } finally {
            bed.ssh(1, "cp /root/pam /etc/pam.d/sshd");
        }
    }
}
