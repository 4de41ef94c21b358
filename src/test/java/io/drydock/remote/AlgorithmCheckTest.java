package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import io.drydock.sshconfig.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlgorithmCheckTest {
    private static final SourcePos POS = new SourcePos("config", 3, 5);

    private final Diagnostics problems = new Diagnostics();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CIPHERS | aes256-ctr,aes256-gcm@openssh.com",
                "CIPHERS | -nothing*",
                "CIPHERS | +aes*-cbc",
                "KEX_ALGORITHMS | ^diffie-hellman-group1-sha1",
                "HOST_KEY_ALGORITHMS | +ssh-rsa",
                "MACS | -*sha1*",
                // the policies of Fedora and its kin name all that OpenSSH has
                "MACS | hmac-sha2-256-etm@openssh.com,umac-128-etm@openssh.com,umac-128@openssh.com,hmac-sha2-512",
                "CA_SIGNATURE_ALGORITHMS | sk-ecdsa-sha2-nistp256@openssh.com,sk-ssh-ed25519@openssh.com,ssh-ed25519",
                "HOST_KEY_ALGORITHMS | ssh-ed25519,sk-ssh-ed25519-cert-v01@openssh.com,webauthn-sk-ecdsa-sha2-nistp256@openssh.com"
            })
    void whatCanBeHadIsNotTalkedAbout(Keyword keyword, String list) {
        check(keyword, list);
        assertEquals(List.of(), problems.all());
        assertEquals(List.of(), problems.warnings());
    }

    @Test
    void whatNothingHereCanComputeIsToldWithWhatIsLeft() {
        check(Keyword.HOST_KEY_ALGORITHMS, "ssh-dss,ssh-ed25519");
        assertEquals(
                List.of(new Diagnostic(
                        Diagnostic.Level.WARNING,
                        POS,
                        "HostKeyAlgorithms names ssh-dss, which nothing here can compute",
                        "left are ssh-ed25519")),
                problems.warnings());
        assertEquals(List.of(), problems.all());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"CA_SIGNATURE_ALGORITHMS | ssh-dss", "CIPHERS | -*", "KEX_ALGORITHMS | sntrup4591761x25519-sha512*"
            })
    void aListThatLeavesNothingIsAnError(Keyword keyword, String list) {
        check(keyword, list);
        assertEquals(
                List.of(keyword.spelling() + " leaves nothing that can be used here"),
                problems.all().stream().map(Diagnostic::message).toList());
    }

    @Test
    void messageAuthenticationIsNotMissedWhereTheCiphersNeedNone() {
        check(Keyword.MACS, "umac-64@openssh.com");
        assertEquals(List.of(), problems.all());
        assertEquals(1, problems.warnings().size());
    }

    private void check(Keyword keyword, String list) {
        AlgorithmCheck.check(HostConfig.of("web", Map.of(keyword, List.of(new Setting(list, POS)))), problems);
    }
}
