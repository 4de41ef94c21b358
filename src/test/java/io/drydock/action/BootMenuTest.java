package io.drydock.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GRUB's menu of a host with Xen: the lines of the kernel alone, and those of the hypervisor, of which the kernel is a module. */
class BootMenuTest {
    private static final Path LIBRARY = Path.of(System.getProperty("drydock.home"), "templates/lib/boot.sh");
    private static final String MENU = """
      menuentry 'Debian GNU/Linux' {
      	linux	/boot/vmlinuz-6.12.57+deb13-amd64 root=UUID=1 ro quiet
      	initrd	/boot/initrd.img-6.12.57+deb13-amd64
      }
      menuentry 'Debian GNU/Linux, with Xen hypervisor' {
      	multiboot2	/boot/xen-4.20-amd64.gz placeholder dom0_mem=4G ${xen_rm_opts}
      	module2	/boot/vmlinuz-6.12.57+deb13-amd64 placeholder root=UUID=1 ro console=hvc0
      	module2	--nounzip   /boot/initrd.img-6.12.57+deb13-amd64
      }
      menuentry 'Debian GNU/Linux, with Xen hypervisor (recovery mode)' {
      	module	/boot/vmlinuz-6.12.57+deb13-amd64 placeholder root=UUID=1 ro single
      }
      """;

    @TempDir
    Path folder;

    /** What takes the values of a parameter away leaves the beginning of the line, which holds the rest. */
    @Test
    void aLineOfParametersKeepsItsBeginning() throws Exception {
        var shell = new ProcessBuilder("sh", "-c", """
        . "$1"; NL='
        ' BOOT_TEXT="LABEL linux$NL  APPEND root=/dev/vda1 quiet panic=5$NL  INITRD /initrd$NL"
        boot_appended panic=10 panic=; printf %s "$BOOT_TEXT"
        """.replace("        ", ""), "sh", LIBRARY.toString())
                .redirectErrorStream(true)
                .start();
        assertEquals(
                "LABEL linux\n  APPEND root=/dev/vda1 quiet panic=10\n  INITRD /initrd\n",
                new String(shell.getInputStream().readAllBytes()));
    }

    @ParameterizedTest
    @CsvSource({"true, placeholder root=UUID=1 ro console=hvc0", "false, root=UUID=1 ro quiet"})
    void theKernelsOwnLinesCount(String xen, String expected) throws Exception {
        var menu = Files.writeString(folder.resolve("grub.cfg"), MENU);
        var shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        ". \"$1\"; xen=$3; boot_under_xen() { $xen; }; BOOT_MENU=$2; boot_configured_parameters grub 6.12.57+deb13-amd64",
                        "sh",
                        LIBRARY.toString(),
                        menu.toString(),
                        xen)
                .redirectErrorStream(true)
                .start();
        assertEquals(expected, new String(shell.getInputStream().readAllBytes()).strip());
    }

    /** EXTLINUX's labels: Alpine's files are of a flavour, which is a kernel's where just one of it is installed. */
    @ParameterizedTest
    @CsvSource({
        "label 6.6.50-0-virt, virt",
        "label 6.6.52-0-lts, ''",
        "label 6.1.0-9-amd64, old",
        "kernel, 6.6.50-0-virt"
    })
    void labelsAreFoundByTheirKernels(String words, String expected) throws Exception {
        var file = Files.writeString(folder.resolve("extlinux.conf"), """
          DEFAULT menu.c32
          LABEL lts
            LINUX vmlinuz-lts
          LABEL virt
            MENU DEFAULT
            LINUX vmlinuz-virt
          LABEL rescue
            KERNEL /vmlinuz-6.1.0-9-amd64
            APPEND root=UUID=1 single
          LABEL old
            KERNEL /vmlinuz-6.1.0-9-amd64
          """);
        var shell = new ProcessBuilder(
                        "sh", "-c", """
        . "$1/boot.sh"; . "$1/boot_once.sh"; have() { false; }; BOOT_MENU=$2
        once_modules() { printf '%s\\n' 6.6.50-0-virt 6.6.51-0-lts 6.6.52-0-lts 6.1.0-9-amd64; }
        once_extlinux $3
        """, "sh", LIBRARY.getParent().toString(), file.toString(), words)
                .redirectErrorStream(true)
                .start();
        assertEquals(expected, new String(shell.getInputStream().readAllBytes()).strip());
    }
}
