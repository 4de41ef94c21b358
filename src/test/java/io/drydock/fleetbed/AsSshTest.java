package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.remote.Connector;
import io.drydock.remote.Exit;
import io.drydock.remote.InputSource;
import io.drydock.remote.Output;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import io.drydock.remote.SshOptions;
import io.drydock.remote.Target;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whether a host lets us in with an option, and whether we let it be that host, is what ssh says with the same option. */
@Tag("fleet")
final class AsSshTest extends OnFleet {

    /**
     * @param sshd lines of its sshd_config
     * @param known of known_hosts, empty: as the bed has it; HOST, PORT and {key} are replaced
     * @param options of ssh
     */
    private record Case(List<String> sshd, String known, List<String> options) {
        /** From {@code sshd lines ; known ; options}, each separated by bars. */
        static Case of(String text) {
            String[] parts = text.split(" *; *", -1);
            return new Case(words(parts[0]), parts.length > 2 ? parts[2] : "", words(parts[1]));
        }

        private static List<String> words(String part) {
            return Arrays.stream(part.split(" *[|] *"))
                    .filter(w -> !w.isBlank())
                    .toList();
        }
    }

    @BeforeAll
    static void up() {
        up(1);
        bed.ssh(1, """
                cd /root && rm -f a_*
                ssh-keygen -q -t ed25519 -N '' -f a_ca
                ssh-keygen -q -t rsa -b 2048 -N '' -f a_rsa_ca
                for k in name option any wild alias sha1 user; do
                  ssh-keygen -q -t ed25519 -N '' -f a_$k
                done
                ssh-keygen -q -t rsa -b 2048 -N '' -f a_rsa
                ssh-keygen -q -t rsa -b 2048 -N '' -f a_signed
                h=HOST
                ssh-keygen -q -s a_ca -h -I x -n $h a_name.pub
                ssh-keygen -q -s a_ca -h -I x -n $h -O critical:other=x a_option.pub
                ssh-keygen -q -s a_ca -h -I x a_any.pub
                ssh-keygen -q -s a_ca -h -I x -n '*' a_wild.pub
                ssh-keygen -q -s a_ca -h -I x -n alias a_alias.pub
                ssh-keygen -q -s a_rsa_ca -t ssh-rsa -h -I x -n $h a_sha1.pub
                ssh-keygen -q -s a_ca -I x -n $h a_user.pub
                ssh-keygen -q -s a_ca -h -I x -n $h a_signed.pub""".replace("HOST", bed.address(1)));
    }

    @TestFactory
    Stream<DynamicTest> sshAndDrydockAgree() {
        return Stream.of(
                        "KexAlgorithms diffie-hellman-group14-sha1 ;",
                        "KexAlgorithms diffie-hellman-group14-sha1 ; KexAlgorithms=+diffie-hellman-group14-sha1",
                        "KexAlgorithms diffie-hellman-group1-sha1 ; KexAlgorithms=^diffie-hellman-group1-sha1",
                        "KexAlgorithms diffie-hellman-group-exchange-sha1 ; KexAlgorithms=diffie-hellman-group-exchange-sha1",
                        "KexAlgorithms curve25519-sha256 ; KexAlgorithms=-curve25519*",
                        "KexAlgorithms sntrup761x25519-sha512@openssh.com ;",
                        "KexAlgorithms sntrup761x25519-sha512@openssh.com ; KexAlgorithms=-sntrup*",
                        "Ciphers aes128-cbc ;",
                        "Ciphers aes128-cbc | MACs hmac-sha2-256-etm@openssh.com ; Ciphers=+aes128-cbc",
                        "Ciphers aes256-cbc | MACs hmac-sha1 ; Ciphers=aes256-cbc",
                        "Ciphers 3des-cbc | MACs hmac-sha2-512 ; Ciphers=+3des-cbc",
                        "Ciphers 3des-cbc ; Ciphers=+aes128-cbc",
                        "Ciphers aes192-ctr | MACs hmac-sha1-etm@openssh.com ;",
                        "Ciphers aes192-ctr | MACs hmac-md5 ;",
                        "Ciphers aes192-ctr | MACs hmac-md5 ; MACs=+hmac-md5",
                        "Ciphers aes192-ctr | MACs hmac-md5-etm@openssh.com ; MACs=+hmac-md5-etm@openssh.com",
                        "Ciphers aes192-ctr | MACs hmac-md5-96 ; MACs=+hmac-md5-96",
                        "Ciphers aes192-ctr | MACs hmac-sha1-96 ; MACs=+hmac-sha1-96",
                        "Ciphers aes192-ctr | MACs hmac-sha1-96-etm@openssh.com ; MACs=+hmac-sha1-96-etm@openssh.com",
                        "Ciphers aes192-ctr | MACs hmac-sha2-256 ; MACs=hmac-sha2-512",
                        "Ciphers aes256-gcm@openssh.com | MACs hmac-sha2-256 ; MACs=hmac-sha2-512",
                        "Ciphers chacha20-poly1305@openssh.com | MACs umac-64@openssh.com ; MACs=umac-64@openssh.com",
                        "HostKeyAlgorithms ssh-rsa ;",
                        "HostKeyAlgorithms ssh-rsa ; HostKeyAlgorithms=+ssh-rsa",
                        "HostKeyAlgorithms rsa-sha2-256 ; HostKeyAlgorithms=ssh-ed25519",
                        "HostKeyAlgorithms rsa-sha2-256 ; HostKeyAlgorithms=rsa-sha2-256",
                        "; HostKeyAlgorithms=ecdsa-sha2-nistp256",
                        "RekeyLimit 64K ;",
                        "Compression yes ; Compression=yes",
                        "Compression yes | RekeyLimit 64K | Ciphers aes128-ctr ; Compression=yes",
                        "Compression no ; Compression=yes",
                        "HostKey /root/a_rsa ; RequiredRSASize=2048 ; HOST {rsa}",
                        "HostKey /root/a_rsa ; RequiredRSASize=3072 ; HOST {rsa}",
                        "HostKey /root/a_signed | HostCertificate /root/a_signed-cert.pub ; RequiredRSASize=3072 ; @cert-authority * {ca}",
                        "; AddressFamily=inet",
                        "; AddressFamily=inet6",
                        "; BindAddress=127.0.0.9",
                        "; BindAddress=::1",
                        "; ConnectTimeout=3",
                        certificate("name", ""),
                        certificate("name", "HostKeyAlgorithms=ssh-ed25519"),
                        certificate("name", "HostKeyAlgorithms=ssh-ed25519-cert-v01@openssh.com"),
                        certificate("name", "CASignatureAlgorithms=ssh-rsa"),
                        certificate("name", "CASignatureAlgorithms=-ssh-ed25519"),
                        certificate("name", "HostKeyAlias=alias"),
                        certificate("alias", "HostKeyAlias=alias"),
                        certificate("alias", "HostKeyAlias=ALIAS"),
                        certificate("alias", ""),
                        certificate("option", ""),
                        certificate("any", ""),
                        certificate("wild", ""),
                        certificate("user", ""),
                        certificate("sha1", "").replace("{ca}", "{rsa_ca}"),
                        certificate("sha1", "CASignatureAlgorithms=+ssh-rsa").replace("{ca}", "{rsa_ca}"),
                        "HostKey /root/a_name ; HostKeyAlias=other ; other {name}",
                        "HostKey /root/a_name ; HostKeyAlias=other ; [other]:PORT {name}",
                        "HostKey /root/a_name ; HostKeyAlias=other ; oth* {name}",
                        "HostKey /root/a_name ; HostKeyAlias=other ; HOST {name}",
                        "HostKey /root/a_name ; ; [HOST]:PORT,!nobody {name}",
                        "HostKey /root/a_name ; ; [HOST]:*,![HOST]:PORT {name}",
                        "HostKey /root/a_name ; ; *,![HOST]:PORT {name}",
                        "HostKey /root/a_name ; ; !HOST,* {name}",
                        "HostKey /root/a_name ; ; [*]:PORT {name}",
                        "HostKey /root/a_name ; ; [HOST]:1 {name}",
                        "HostKey /root/a_name ; RevokedHostKeys={revoked} ; HOST {name}",
                        "HostKey /root/a_alias ; RevokedHostKeys={revoked} ; HOST {alias}",
                        "HostKey /root/a_alias ; RevokedHostKeys=/no/such/file ; HOST {alias}")
                .map(text -> DynamicTest.dynamicTest(text, () -> agree(Case.of(text))));
    }

    /** As with the newest ssh: whoever takes certificates only does not take what is in one. */
    @Test
    void aHostThatHasToShowACertificateIsNotTakenByItsKey() throws Exception {
        int there = bed.sshd(1, "HostKey /root/a_name", "HostCertificate /root/a_name-cert.pub");
        Path known = bed.file("plain", filled("HOST {name}", there) + "\n");
        String said = drydock(there, known, List.of("HostKeyAlgorithms=ssh-ed25519-cert-v01@openssh.com"));
        assertTrue(said.contains("HostKeyAlgorithms takes no plain ssh-ed25519"), said);
        assertEquals("", drydock(there, known, List.of()));
    }

    private static String certificate(String key, String option) {
        return "HostKey /root/a_" + key + " | HostCertificate /root/a_" + key + "-cert.pub ; " + option
                + " ; @cert-authority * {ca}";
    }

    private static void agree(Case each) throws Exception {
        int there = each.sshd().isEmpty() ? 22 : bed.sshd(1, each.sshd().toArray(String[]::new));
        Path known = each.known().isEmpty()
                ? Path.of(bed.knownHosts())
                : bed.file("known", filled(each.known(), there) + "\n");
        List<String> options = new ArrayList<>();
        for (String option : each.options()) {
            options.add(option.replace(
                    "{revoked}",
                    bed.file("revoked", filled("{name}", there) + "\n").toString()));
        }
        Command.Ended ssh = ssh(there, known, options);
        String drydock = drydock(there, known, options);
        assertEquals(ssh.status() == 0, drydock.isEmpty(), () -> "Drydock: " + drydock + "\nssh: " + ssh);
    }

    private static String filled(String text, int there) {
        String filled = text.replace("HOST", bed.address(1)).replace("PORT", String.valueOf(there));
        while (filled.contains("{")) {
            String key = filled.substring(filled.indexOf('{') + 1, filled.indexOf('}'));
            filled = filled.replace(
                    "{" + key + "}", bed.ssh(1, "cat /root/a_" + key + ".pub").strip());
        }
        return filled;
    }

    private static Command.Ended ssh(int there, Path known, List<String> options) {
        List<String> words = new ArrayList<>(List.of("ssh", "-F", "none", "-i", bed.key(), "-p", "" + there));
        Stream.concat(
                        Stream.of(
                                "BatchMode=yes",
                                "StrictHostKeyChecking=yes",
                                "UpdateHostKeys=no",
                                "GlobalKnownHostsFile=none",
                                "UserKnownHostsFile=" + known),
                        options.stream())
                .forEach(option -> words.addAll(List.of("-o", option)));
        words.addAll(List.of("root@" + bed.address(1), "true"));
        return Command.run(words);
    }

    private static Output kept(ByteArrayOutputStream all) {
        return new Output() {
            @Override
            public boolean stdout(byte[] data, int length) {
                all.write(data, 0, length);
                return true;
            }

            @Override
            public boolean stderr(byte[] data, int length) {
                return true;
            }
        };
    }

    /** One that follows on another at once, with much to be written: none of it is lost. */
    @Test
    void inputGoesOnThroughManyExchangesOfKeys() throws Exception {
        int there = bed.sshd(1, "RekeyLimit 16K");
        HostConfig config = HostConfig.of(bed.address(1), there, "root");
        try (Remote remote = connected(Path.of(bed.knownHosts()), config)) {
            for (int i = 0; i < 12; i++) assertEquals("", echoed(remote));
        }
    }

    /** Why it is not let in; whatever goes there comes back, much of it so that keys are exchanged again. */
    private static String drydock(int there, Path known, List<String> options) throws Exception {
        HostConfig config = HostConfig.of(bed.address(1), there, "root");
        for (String option : options) {
            String[] word = option.split("=", 2);
            config = config.with(Keyword.of(word[0]).orElseThrow(), word[1]);
        }
        try (Remote remote = connected(known, config)) {
            return echoed(remote);
        } catch (RemoteException e) {
            return e.getMessage();
        }
    }

    private static Remote connected(Path known, HostConfig config) throws RemoteException {
        SshOptions ssh = new SshOptions(
                Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15), known, List.of(), false);
        return new Connector(ssh).connect(Target.of("host1", config).withKey(Path.of(bed.key()), Optional.empty()));
    }

    private static String echoed(Remote remote) throws RemoteException {
        byte[] sent = "0123456789 abcdef\n".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        Exit exit = remote.run("cat; printf '%s' end", InputSource.of(sent), kept(back), Duration.ofSeconds(20));
        boolean same = new String(back.toByteArray(), StandardCharsets.US_ASCII)
                .equals(new String(sent, StandardCharsets.US_ASCII) + "end");
        return exit.equals(new Exit.Exited(0)) && same ? "" : "garbled";
    }
}
