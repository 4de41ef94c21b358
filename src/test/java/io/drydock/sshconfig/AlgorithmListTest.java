package io.drydock.sshconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlgorithmListTest {
    private static final List<String> DEFAULTS = List.of("aes128-gcm", "aes256-gcm", "aes128-ctr");
    private static final List<String> ALL =
            List.of("3des-cbc", "aes128-cbc", "aes256-cbc", "aes128-ctr", "aes128-gcm", "aes256-gcm");

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "aes256-gcm,aes128-cbc aes256-gcm,aes128-cbc",
                "aes256-gcm,aes256-gcm aes256-gcm",
                "aes*-cbc aes128-cbc,aes256-cbc",
                "+3des-cbc aes128-gcm,aes256-gcm,aes128-ctr,3des-cbc",
                "+aes128-gcm aes128-gcm,aes256-gcm,aes128-ctr",
                "+aes???-cbc aes128-gcm,aes256-gcm,aes128-ctr,aes128-cbc,aes256-cbc",
                "-aes128-* aes256-gcm",
                "-aes*,!aes256-gcm aes256-gcm",
                "-unknown aes128-gcm,aes256-gcm,aes128-ctr",
                "^aes128-ctr aes128-ctr,aes128-gcm,aes256-gcm",
                "^*-cbc 3des-cbc,aes128-cbc,aes256-cbc,aes128-gcm,aes256-gcm,aes128-ctr",
                "unknown,aes128-ctr aes128-ctr",
            })
    void changesTheDefaultsAsOpensshDoes(String list, String offered) {
        assertEquals(offered, String.join(",", AlgorithmList.parse(list).applied(DEFAULTS, ALL)));
    }

    @Test
    void leavesNothingWhereAllAreTakenAway() {
        assertTrue(AlgorithmList.parse("-*").applied(DEFAULTS, ALL).isEmpty());
        assertTrue(AlgorithmList.parse("unknown").applied(DEFAULTS, ALL).isEmpty());
    }
}
