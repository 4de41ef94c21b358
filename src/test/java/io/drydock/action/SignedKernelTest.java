package io.drydock.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a kernel's image is signed, by the header of the executable that it is for the firmware. */
class SignedKernelTest {
    private static final Path LIBRARY = Path.of(System.getProperty("drydock.home"), "templates/lib/efi.sh");
    private static final int HEADER = 0x40;
    private static final int OPTIONAL = HEADER + 24;

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({
        "0x20b, 148, 1480, signed",
        "0x20b, 148, 0, unsigned",
        "0x10b, 132, 1480, signed",
        "0x10b, 132, 0, unsigned",
        "0x1f8b, 148, 1480, unsigned"
    })
    void theTableOfCertificatesTells(String magic, int entry, int size, String expected) throws Exception {
        ByteBuffer image = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        image.putInt(60, HEADER)
                .putShort(OPTIONAL, Integer.decode(magic).shortValue())
                .putInt(OPTIONAL + entry, size);
        Path file = Files.write(temp.resolve("vmlinuz"), image.array());
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        ". \"$1\"; if efi_signed \"$2\"; then echo signed; else echo unsigned; fi",
                        "sh",
                        LIBRARY.toString(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertEquals(expected, new String(shell.getInputStream().readAllBytes()).strip());
    }
}
