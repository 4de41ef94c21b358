package io.drydock.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BecomeMethodTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
      sudo | ~~                           | []
      sudo | -H -S -n                     | []
      sudo | -HSn                         | []
      sudo | -HE                          | [-E]
      sudo | -Hi                          | sudo is not called with -i; leave it out; for a login's environment write become_method: su, become_exe: sudo su and become_flags: "-"
      sudo | --preserve-env=LANG,HOME     | [--preserve-env=LANG,HOME]
      sudo | -g wheel -k                  | [-g, wheel, -k]
      sudo | -gwheel                      | [-g, wheel]
      sudo | --role=sysadm_r -t sysadm_t  | [--role=sysadm_r, -t, sysadm_t]
      sudo | -u app                       | sudo is not called with -u; write become_user: NAME
      sudo | --user=app                   | sudo is not called with --user=app; write become_user: NAME
      sudo | -A                           | sudo is not called with -A; leave it out; of its options these may be given: -E -H -P -S -g -k -n -r -t
      sudo | -g                           | sudo is not called with -g; leave it out; of its options these may be given: -E -H -P -S -g -k -n -r -t
      sudo | root                         | sudo is not called with root; leave it out; of its options these may be given: -E -H -P -S -g -k -n -r -t
      su   | -                            | [-]
      su   | - -s /bin/bash               | [-]
      su   | --shell=/bin/sh -l           | [-l]
      su   | -s/bin/sh                    | []
      su   | -c id                        | su is not called with -c; leave it out; of its options these may be given: - -G -g -l -m -p -s
      doas | -n                           | []
      doas | -a radius                    | [-a, radius]
      doas | -C /etc/doas.conf            | doas is not called with -C; leave it out; of its options these may be given: -a -n
      """)
    void readsOptions(String method, String options, String expected) {
        String read = switch (BecomeMethod.of(method).orElseThrow().options(options)) {
            case BecomeMethod.Options.Understood understood ->
                understood.words().toString();
            case BecomeMethod.Options.Refused refused -> refused.problem() + "; " + refused.remedy();
        };
        assertEquals(expected, read);
    }
}
