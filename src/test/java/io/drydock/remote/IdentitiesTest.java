package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which keys are shown to a host, and in which order. */
class IdentitiesTest {
    private static final HostConfig CONFIG = HostConfig.of("example.com", 22, "me");

    @TempDir
    Path directory;

    @Test
    void certificatesGoBeforeTheirKeys() throws Exception {
        Path authority = RealAgent.keygen(directory.resolve("authority"), "ed25519", 256);
        for (String type : List.of("ed25519", "ecdsa", "rsa")) {
            Path key = RealAgent.keygen(directory.resolve(type), type, type.equals("rsa") ? 2048 : 256);
            Path beside = RealAgent.sign(authority, key, "always:forever");
            Path elsewhere = Files.move(beside, directory.resolve(type + "-elsewhere.pub"));
            RealAgent.sign(authority, key, "-1d:+1d");
            HostConfig config =
                    CONFIG.with(Keyword.IDENTITY_FILE, key + "").with(Keyword.CERTIFICATE_FILE, elsewhere + "");
            assertEquals(
                    List.of("certificate " + elsewhere, "certificate " + beside, "key " + key),
                    names(config, Map.of()));
        }
    }

    @Test
    void certificatesThatDoNotHoldAreLeftOutWithTheReason() throws Exception {
        Path authority = RealAgent.keygen(directory.resolve("authority"), "ed25519", 256);
        Path key = RealAgent.keygen(directory.resolve("key"), "ed25519", 256);
        Path certificate = RealAgent.sign(authority, key, "20200101000000Z:20210101000000Z");
        HostConfig config = CONFIG.with(Keyword.IDENTITY_FILE, key + "");
        Identities identities = Identities.of(Target.of("test", config), keyring(Map.of()));
        assertEquals(1, identities.offered().size());
        assertEquals(
                List.of("certificate " + certificate + " has expired on 2021-01-01T00:00:00Z"), identities.skipped());
        RealAgent.sign(authority, key, "21000101000000Z:forever");
        assertEquals(
                List.of("certificate " + certificate + " is not valid before 2100-01-01T00:00:00Z"),
                Identities.of(Target.of("test", config), keyring(Map.of())).skipped());
        Files.writeString(certificate, "nonsense");
        assertEquals(
                List.of(certificate + " holds no certificate"),
                Identities.of(Target.of("test", config), keyring(Map.of())).skipped());
    }

    @Test
    void aNamedKeyThatDoesNotExistLeavesTheAgent() throws Exception {
        try (RealAgent agent = RealAgent.at(directory.resolve("agent"))) {
            agent.add(RealAgent.keygen(directory.resolve("other"), "ed25519", 256));
            Path missing = directory.resolve("missing");
            Target target = Target.of("test", CONFIG.with(Keyword.IDENTITY_FILE, "" + missing))
                    .withKey(missing, Optional.empty());
            Identities identities = Identities.of(target, keyring(Map.of("SSH_AUTH_SOCK", "" + agent.socket())));
            assertEquals(1, identities.offered().size());
            assertEquals(List.of("private key " + missing + " does not exist"), identities.skipped());
        }
    }

    @Test
    void theAgentsOrderIsThatOfSsh() throws Exception {
        try (RealAgent agent = RealAgent.at(directory.resolve("agent"))) {
            Path authority = RealAgent.keygen(directory.resolve("authority"), "ed25519", 256);
            Path other = RealAgent.keygen(directory.resolve("other"), "ed25519", 256);
            Path signed = RealAgent.keygen(directory.resolve("signed"), "ed25519", 256);
            Path certificate = RealAgent.sign(authority, signed, "always:forever");
            Path named = RealAgent.keygen(directory.resolve("named"), "ed25519", 256);
            Path file = RealAgent.keygen(directory.resolve("file"), "ed25519", 256);
            for (Path key : List.of(other, signed, named)) agent.add(key);
            Files.move(certificate, directory.resolve("certificate"));
            Map<String, String> environment = Map.of("SSH_AUTH_SOCK", "" + agent.socket());
            HostConfig config = CONFIG.with(Keyword.IDENTITY_FILE, "" + named)
                    .with(Keyword.IDENTITY_FILE, "" + file)
                    .with(Keyword.CERTIFICATE_FILE, directory.resolve("certificate") + "");
            assertEquals(
                    List.of(
                            "key named of the agent",
                            "certificate " + directory.resolve("certificate"),
                            "key signed of the agent",
                            "key other of the agent",
                            "key " + file),
                    names(config, environment).stream()
                            .map(n -> n.replaceAll(" \\(SHA256:.*\\)", ""))
                            .toList());
        }
    }

    @Test
    void kindsThatAreNotTakenAreNamed() throws Exception {
        Path rsa = RealAgent.keygen(directory.resolve("rsa"), "rsa", 2048);
        HostConfig config = CONFIG.with(Keyword.IDENTITY_FILE, "" + rsa);
        assertSkipped("has 2048 bits, and 3072 are the least", config.with(Keyword.REQUIRED_RSA_SIZE, "3072"));
        assertSkipped("ssh-rsa (PubkeyAcceptedAlgorithms)", config.with(Keyword.PUBKEY_ACCEPTED_ALGORITHMS, "-rsa*"));
        PublicKeyBlob key = PublicKeyBlob.read(Path.of(rsa + ".pub")).orElseThrow();
        assertEquals(List.of("rsa-sha2-512", "rsa-sha2-256"), key.algorithms(UserKeyAlgorithms.of(config)));
        assertEquals(
                List.of("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"),
                key.algorithms(UserKeyAlgorithms.of(config.with(Keyword.PUBKEY_ACCEPTED_ALGORITHMS, "+ssh-rsa"))));
    }

    private void assertSkipped(String why, HostConfig config) throws Exception {
        Identities identities = Identities.of(Target.of("test", config), keyring(Map.of()));
        assertEquals(List.of(), identities.offered());
        assertTrue(identities.skipped().getFirst().contains(why), identities.skipped()::toString);
    }

    private List<String> names(HostConfig config, Map<String, String> environment) throws Exception {
        return Identities.of(Target.of("test", config), keyring(environment)).offered().stream()
                .map(Identity::name)
                .toList();
    }

    private Keyring keyring(Map<String, String> environment) {
        return new Keyring(directory.resolve("none"), environment, Dialog.NOBODY);
    }
}
