package io.drydock.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Systems whose packages come by other means than a package manager that changes them: by the fact os.image, the programs that are there, and whether /usr may change. */
class OtherSystemsTest {
    private static final Path LIBRARY = Path.of(System.getProperty("drydock.home"), "templates/lib");

    @ParameterizedTest
    @CsvSource({
        "MicroOS, zypper, transactional-update, fixed, this system takes packages in a new snapshot alone: transactional-update pkg install",
        "Tumbleweed, zypper transactional-update, '', '', none of them",
        "CoreOS, rpm-ostree, ostree, '', this system is an image of ostree: packages are layered on it (rpm-ostree install",
        "Fedora with its package, dnf rpm-ostree, '', '', none of them",
        "an image of bootc, dnf bootc, bootc, fixed, this system is a container image that bootc boots",
        "Flatcar, update_engine_client, flatcar, fixed, Flatcar is an image without a package manager",
        "Container-Optimized OS, update_engine_client, '', fixed, this system is an image without a package manager",
        "Bottlerocket, '', bottlerocket, fixed, Bottlerocket is an image without a package manager",
        "Talos, '', talos, fixed, Talos is an image without a package manager or a shell",
        "NixOS, nixos-rebuild, nixos, '', NixOS takes packages",
        "Ubuntu Core, snap, ubuntu-core, fixed, Ubuntu Core consists of snaps",
        "Gentoo, emerge, '', '', Gentoo builds its packages",
        "Gentoo's tools on Debian, apt-get emerge, '', '', none of them",
        "Debian on a read-only /usr, apt-get, '', fixed, /usr is mounted read-only",
        "Debian, apt-get, '', '', none of them"
    })
    void eachHasItsSentence(String system, String programs, String image, String usr, String sentence)
            throws Exception {
        var shell = new ProcessBuilder("sh", "-c", """
        . "$1/image.sh"; . "$1/packages.sh"; programs=$2 PKG_IMAGE=$3 SEALED=1 FIXED_USR=$4
        have() { case " $programs " in *" $1 "*) ;; *) return 1 ;; esac; }
        unsupported() { echo "$1"; exit; }
        if have apt-get || have dnf || have zypper; then packages_other_system; else packages_other_system none; fi
        echo none of them
        """, "sh", LIBRARY.toString(), programs, image, usr)
                .redirectErrorStream(true)
                .start();
        var said = new String(shell.getInputStream().readAllBytes()).strip();
        assertTrue(said.startsWith(sentence), system + ": " + said);
        assertEquals(0, shell.waitFor());
    }
}
