package io.drydock.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.diag.Secret;
import io.drydock.yaml.PlainSettings;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KnownVarsTest {
    /** What an encrypted file says of how a host is reached is either a password or may be seen; options of ssh may hold one. */
    @Test
    void whatIsObeyedIsASecretOrAPlainSetting() {
        assertEquals(
                KnownVars.SSH_ARGUMENTS,
                KnownVars.OBEYED.stream()
                        .filter(name -> Secret.isName(name) == PlainSettings.has(name))
                        .collect(Collectors.toSet()));
    }
}
