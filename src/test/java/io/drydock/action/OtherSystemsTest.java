package io.drydock.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Systems whose packages come by other means than a package manager that changes them: by the programs that are there, and whether /usr may change. */
class OtherSystemsTest {
    private static final Path LIBRARY = Path.of(System.getProperty("drydock.home"), "templates/lib/packages.sh");

    @ParameterizedTest
    @CsvSource({
        "MicroOS, zypper transactional-update, fixed, this system takes packages in a new snapshot alone: transactional-update pkg install",
        "Tumbleweed with its package, zypper transactional-update, '', none of them",
        "CoreOS, rpm-ostree, '', this system is an image (rpm-ostree",
        "Fedora with its package, dnf rpm-ostree, '', none of them",
        "an image of bootc, dnf bootc, fixed, this system is an image (rpm-ostree",
        "Fedora that builds such images, dnf bootc, '', none of them",
        "Flatcar, update_engine_client, fixed, this system is an image without a package manager",
        "Gentoo, emerge, '', Gentoo builds its packages",
        "Gentoo's tools on Debian, apt-get emerge, '', none of them",
        "NixOS, nixos-rebuild, '', NixOS takes packages",
        "Debian on a read-only /usr, apt-get, fixed, /usr is mounted read-only",
        "Debian, apt-get, '', none of them"
    })
    void eachHasItsSentence(String system, String programs, String usr, String sentence) throws Exception {
        var shell = new ProcessBuilder("sh", "-c", """
        . "$1"; programs=$2 SEALED=1 FIXED_USR=$3
        have() { case " $programs " in *" $1 "*) ;; *) return 1 ;; esac; }
        unsupported() { echo "$1"; exit; }
        if have apt-get || have dnf || have zypper; then packages_other_system; else packages_other_system none; fi
        echo none of them
        """, "sh", LIBRARY.toString(), programs, usr)
                .redirectErrorStream(true)
                .start();
        var said = new String(shell.getInputStream().readAllBytes()).strip();
        assertTrue(said.startsWith(sentence), system + ": " + said);
        assertEquals(0, shell.waitFor());
    }
}
