package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** sshd as it is configured elsewhere: few sessions, busy, modern algorithms only, certificates, and accounts that run nothing. */
@Tag("fleet")
final class ConnectionsTest extends OnFleet {

    @BeforeAll
    static void up() {
        up(1);
    }

    /** Another sshd of host1, with these lines before those of its own; its port. */
    private static int sshd(String... lines) {
        return bed.sshd(1, lines);
    }

    private static String exec(int port, String user, String... words) throws IOException {
        return exec(Path.of(bed.knownHosts()), port, user, words);
    }

    private static String exec(Path known, int port, String user, String... words) throws IOException {
        Command.Ended ended = ended(known, port, user, words);
        return ended.status() + " "
                + Report.of(ended).host("host1").path("message").asText();
    }

    private static Command.Ended ended(Path known, int port, String user, String... words) throws IOException {
        Path inventory = bed.inventory(user.equals("root") ? "root" : "ops", "ansible_port: " + port);
        List<String> all = new java.util.ArrayList<>(List.of(
                "exec",
                "-i",
                inventory.toString(),
                "--known-hosts",
                known.toString(),
                "--format",
                "json",
                "-u",
                user,
                "--become-password-file",
                bed.passwordFile().toString()));
        all.addAll(List.of(words));
        all.addAll(List.of("host1", "true"));
        return bed.command(all.toArray(String[]::new)).end();
    }

    @Test
    void oneSessionAtATimeIsEnough() throws Exception {
        int one = sshd("MaxSessions 1");
        Path play = bed.file("sessions.yml", """
        - hosts: host1
          tasks:
            - {name: ask, shell: {cmd: "echo b", changes: always}, register: r}
            - {name: answer, shell: {cmd: "echo [=r.stdout]", changes: always}}
        """);
        for (int i = 0; i < 5; i++) {
            for (String user : List.of("root", "ops")) {
                Path inventory = bed.inventory(user, "ansible_port: " + one);
                for (List<String> words : List.of(
                        List.of("plan", play.toString()),
                        List.of("apply", play.toString()),
                        List.of("exec", "host1", "true"),
                        List.of("facts", "host1"))) {
                    List<String> all = new java.util.ArrayList<>(
                            List.of("--become-password-file", bed.passwordFile().toString()));
                    all.addAll(words.subList(1, words.size()));
                    Command.Ended ended = bed.drydock(words.getFirst(), inventory, all.toArray(String[]::new))
                            .end();
                    assertEquals(words.getFirst().equals("plan") ? 2 : 0, ended.status(), ended::toString);
                }
            }
        }
        String none = exec(sshd("MaxSessions 0"), "root");
        assertTrue(none.startsWith("4 ") && none.contains("MaxSessions"), none);
    }

    @Test
    void aBusyHostIsTriedAgainAndThenExplained() throws Exception {
        int busy = sshd("MaxStartups 1");
        try (Socket socket = new Socket(InetAddress.getByName(bed.address(1)), busy)) {
            assertTrue(socket.getInputStream().read() >= 0);
            String refused = exec(busy, "root", "-T", "1");
            assertTrue(
                    refused.startsWith("4 ") && refused.contains("MaxStartups") && refused.contains("--forks"),
                    refused);
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    Thread.sleep(2000);
                    socket.close();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertEquals("0 ", exec(busy, "root"));
        }
    }

    @TestFactory
    Stream<DynamicTest> modernAlgorithms() {
        return Stream.of(
                        "Ciphers chacha20-poly1305@openssh.com",
                        "KexAlgorithms sntrup761x25519-sha512@openssh.com",
                        "KexAlgorithms diffie-hellman-group18-sha512",
                        "MACs umac-128-etm@openssh.com")
                .map(line -> DynamicTest.dynamicTest(line, () -> assertEquals("0 ", exec(sshd(line), "root"))));
    }

    @Test
    void whatIsMissingOnBothSidesIsNamed() throws Exception {
        String said = exec(sshd("MACs umac-128-etm@openssh.com", "Ciphers aes128-ctr"), "root");
        assertTrue(
                said.startsWith("4 ")
                        && said.contains("umac-128-etm")
                        && said.contains("hmac-sha2-256-etm")
                        && said.contains("Ciphers aes256-gcm"),
                said);
    }

    @Test
    void certificatesOfHosts() throws Exception {
        bed.ssh(
                1,
                "cd /root && rm -f ca* hk* && ssh-keygen -q -t ed25519 -N '' -f ca && ssh-keygen -q -t ed25519 -N '' -f other_ca && for k in good name user old; do ssh-keygen -q -t ed25519 -N '' -f hk_$k; done; "
                        + "ssh-keygen -q -s ca -h -I h -n " + bed.address(1)
                        + ",host1 hk_good.pub; ssh-keygen -q -s ca -h -I h -n elsewhere hk_name.pub; ssh-keygen -q -s ca -I h -n "
                        + bed.address(1)
                        + " hk_user.pub; ssh-keygen -q -s ca -h -I h -V 20200101:20200201 -n " + bed.address(1)
                        + " hk_old.pub");
        String authority = bed.ssh(1, "cat /root/ca.pub").strip();
        String other = bed.ssh(1, "cat /root/other_ca.pub").strip();
        int good = certified("good");
        Path known = bed.file("authorities", "@cert-authority *,!nobody " + authority + "\n");
        assertEquals("0 ", with(known, good));
        assertTrue(with(known, certified("name")).contains("is not valid: "), "another principal");
        assertTrue(with(known, certified("old")).contains("is not valid: "), "expired");
        assertTrue(with(known, certified("user")).startsWith("4 "), "of a user");
        Path strangers = bed.file("strangers", "@cert-authority * " + other + "\n");
        String unsigned = with(strangers, good);
        assertTrue(
                unsigned.startsWith("4 ")
                        && unsigned.contains("is to be signed by the authority of " + strangers + ":1")
                        && !unsigned.contains("has changed"),
                unsigned);
        assertEquals("@cert-authority * " + other + "\n", Files.readString(strangers));
        String revoked =
                with(bed.file("revoked", "@revoked * " + authority + "\n@cert-authority * " + authority + "\n"), good);
        assertTrue(revoked.contains("is revoked by"), revoked);
    }

    /** Which hosts ssh and Drydock let in is the same question; {good} and {old} are ports, {ca}, {none}, {key} and {stale} keys. */
    @Test
    void hostsAreKnownAsSshKnowsThem() throws Exception {
        bed.ssh(
                1,
                "cd /root && rm -f s_*; for k in ca none key stale; do ssh-keygen -q -t ed25519 -N '' -f s_$k; done; ssh-keygen -q -s s_ca -h -I h -n "
                        + bed.address(1) + " s_key.pub; ssh-keygen -q -s s_ca -h -I h -V 20200101:20200201 -n "
                        + bed.address(1) + " s_stale.pub");
        int good = sshd("HostKey /root/s_key", "HostCertificate /root/s_key-cert.pub");
        int old = sshd("HostKey /root/s_stale", "HostCertificate /root/s_stale-cert.pub");
        String host = bed.address(1);
        String wild = host.replaceFirst("[0-9]+$", "*");
        List<String> wrong = new java.util.ArrayList<>();
        for (String each : List.of(
                "good # nothing",
                "good @cert-authority * {ca}",
                "good @cert-authority HOST {ca}",
                "good @cert-authority [HOST]:{good} {ca}",
                "good @cert-authority [HOST]:{old} {ca}",
                "good @cert-authority [WILD]:?* {ca}",
                "good @cert-authority WILD {ca}",
                "good @cert-authority *,!HOST {ca}",
                "good @cert-authority *.example.com {ca}|HOST {key}",
                "good [HOST]:{good} {stale}",
                "good @cert-authority * {none}",
                "good @cert-authority * {none}|[HOST]:{good} {key}",
                "good @cert-authority * {none}|@cert-authority * {ca}",
                "good @cert-authority * {ca}|@revoked * {key}",
                "good @cert-authority * {ca}|@revoked * {ca}",
                "good @cert-authority * {ca}|@revoked * {none}",
                "old @cert-authority * {ca}",
                "old @cert-authority * {ca}|[HOST]:{old} {stale}",
                "good @cert-authority * {ca}|HOST {stale}",
                "good @cert-authority * {ca}|[HOST]:{good} {stale}",
                "old @cert-authority * {ca}|@revoked * {ca}|HOST {stale}")) {
            String lines = each.substring(each.indexOf(' ') + 1)
                            .replace("HOST", host)
                            .replace("WILD", wild)
                            .replace("{good}", String.valueOf(good))
                            .replace("{old}", String.valueOf(old))
                            .replace("|", "\n")
                    + "\n";
            for (String key : List.of("ca", "none", "key", "stale"))
                if (lines.contains("{" + key + "}"))
                    lines = lines.replace(
                            "{" + key + "}",
                            bed.ssh(1, "cat /root/s_" + key + ".pub").strip());
            Path known = bed.file("as-ssh", lines);
            int port = each.startsWith("good") ? good : old;
            boolean ssh = bed.sshKnows(1, port, known);
            boolean drydock = exec(known, port, "root").startsWith("0 ");
            if (ssh != drydock) wrong.add(each + ": " + (ssh ? "only ssh" : "only Drydock") + " lets it in");
        }
        assertEquals(List.of(), wrong);
    }

    /** What is the same without authorities is written down, once. */
    @Test
    void theKeyInACertificateThatNobodyAskedForIsTakenAsAKey() throws Exception {
        bed.ssh(
                1,
                "cd /root && rm -f n_* && ssh-keygen -q -t ed25519 -N '' -f n_ca && ssh-keygen -q -t ed25519 -N '' -f n_key && ssh-keygen -q -s n_ca -h -I h -n elsewhere n_key.pub");
        int port = sshd("HostKey /root/n_key", "HostCertificate /root/n_key-cert.pub");
        String others = "@cert-authority *.example.com "
                + bed.ssh(1, "cat /root/n_ca.pub").strip() + "\n";
        Path known = bed.file("others", others);
        assertEquals("0 ", with(known, port));
        String[] key = bed.ssh(1, "cat /root/n_key.pub").strip().split(" ");
        assertEquals(
                others + "[" + bed.address(1) + "]:" + port + " " + key[0] + " " + key[1] + "\n",
                Files.readString(known));
        assertEquals("0 ", exec(known, port, "root"));
    }

    private static int certified(String key) {
        return sshd("HostKey /root/hk_" + key, "HostCertificate /root/hk_" + key + "-cert.pub");
    }

    /** Without Debian's ssh_config, which hides names. */
    private static String with(Path known, int port) throws IOException {
        return exec(known, port, "root", "--accept-new-host-keys", "-F", "none");
    }

    /** What the host says for itself is part of the message. */
    @TestFactory
    Stream<DynamicTest> accountsThatRunNothing() {
        return Stream.of(
                        List.of(
                                "nologin",
                                "usermod -s /usr/sbin/nologin ops",
                                "usermod -s /bin/bash ops",
                                "account is currently not available"),
                        List.of(
                                "no such shell",
                                "usermod -s /bin/none ops",
                                "usermod -s /bin/bash ops",
                                "refused user ops"),
                        List.of(
                                "maintenance",
                                "echo back at nine >/etc/nologin",
                                "rm /etc/nologin",
                                "it said: back at nine"),
                        List.of(
                                "start-up file",
                                "cp /home/ops/.bashrc /root/rc; echo 'echo out of order; exit 3' >/home/ops/.bashrc",
                                "cp /root/rc /home/ops/.bashrc",
                                "out of order"),
                        List.of("expired password", "chage -d 0 ops", "chage -d 20000 ops", "password"),
                        List.of("expired account", "chage -E 1 ops", "chage -E -1 ops", "account has expired"),
                        List.of(
                                "start-up file that says nothing",
                                "cp /home/ops/.bashrc /root/rc; echo exit >/home/ops/.bashrc",
                                "cp /root/rc /home/ops/.bashrc",
                                "its start-up files"),
                        List.of(
                                "forced command",
                                "printf 'Match User ops\n ForceCommand internal-sftp\n' >/etc/ssh/sshd_config.d/z.conf; pkill -HUP -o sshd; sleep 1",
                                "rm /etc/ssh/sshd_config.d/z.conf; pkill -HUP -o sshd; sleep 1",
                                "This service allows sftp connections only"))
                .map(c -> DynamicTest.dynamicTest(c.getFirst(), () -> {
                    bed.ssh(1, c.get(1));
                    try {
                        String said = exec(22, "ops");
                        assertTrue(!said.startsWith("0 ") && said.contains(c.get(3)), said);
                    } finally {
                        bed.ssh(1, c.get(2));
                    }
                }));
    }

    @Test
    void aSlowLoginIsNoRefusal() throws Exception {
        int slow = sshd(
                "LoginGraceTime 2",
                "AuthorizedKeysCommand /bin/sleep 9",
                "AuthorizedKeysCommandUser root",
                "AuthorizedKeysFile none");
        String hungUp = exec(slow, "root");
        assertTrue(
                hungUp.startsWith("4 ") && hungUp.contains("LoginGraceTime") && !hungUp.contains("refused user"),
                hungUp);
        int slower =
                sshd("AuthorizedKeysCommand /bin/sleep 9", "AuthorizedKeysCommandUser root", "AuthorizedKeysFile none");
        String late = exec(slower, "root", "-T", "2");
        assertTrue(
                late.startsWith("4 ")
                        && late.contains("did not finish the authentication of root within 2 s")
                        && late.contains("--timeout"),
                late);
    }
}
