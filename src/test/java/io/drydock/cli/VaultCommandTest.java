package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vault commands on real files, and their exchange with ansible-vault where that is installed. */
class VaultCommandTest {
    private static final byte[] BINARY = {0, 1, -1, '\n', '\r', 27, 'x'};

    @TempDir
    Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path password;
    private Path other;

    @BeforeEach
    void passwords() throws IOException {
        password = Files.writeString(dir.resolve("pw"), "correct horse\n");
        other = Files.writeString(dir.resolve("pw2"), "gr\u00fcn\n");
    }

    private int vault(String... words) {
        out.reset();
        err.reset();
        return Drydock.run(
                out, err, Stream.concat(Stream.of("vault"), Stream.of(words)).toArray(String[]::new));
    }

    private static String header(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("");
    }

    @Test
    void filesAreEncryptedRekeyedAndDecryptedInTheirPlaces() throws IOException {
        Path one = Files.write(dir.resolve("one"), BINARY);
        Path two = Files.writeString(dir.resolve("two"), "");
        Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("one"));
        Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rw-r-----"));
        assertEquals(
                0, vault("encrypt", "--vault-password-file", password.toString(), link.toString(), two.toString()));
        assertEquals("$ANSIBLE_VAULT;1.1;AES256", header(one));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(one)));
        assertEquals(
                0,
                vault(
                        "rekey",
                        "--vault-password-file",
                        password.toString(),
                        "--new-vault-id",
                        "prod@" + other,
                        one.toString(),
                        two.toString()));
        assertEquals("$ANSIBLE_VAULT;1.2;AES256;prod", header(two));
        assertEquals(0, vault("view", "--vault-id", "prod@" + other, one.toString()));
        assertArrayEquals(BINARY, out.toByteArray());
        assertEquals(0, vault("decrypt", "--vault-id", other.toString(), one.toString(), two.toString()));
        assertArrayEquals(BINARY, Files.readAllBytes(one));
        assertEquals(0, Files.size(two));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(one)));
    }

    /** Each time from what it held before, it would be without the first change in the end. */
    @Test
    void aFileWithSeveralNamesIsEditedOnce() throws IOException, InterruptedException {
        Path file = Files.writeString(dir.resolve("file"), "was\n");
        Path link = Files.createSymbolicLink(dir.resolve("link"), file);
        assertEquals(0, vault("encrypt", "--vault-password-file", password.toString(), file.toString()));
        ProcessBuilder edit = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "vault",
                "edit",
                "--vault-password-file",
                password.toString(),
                file.toString(),
                dir.resolve("./file").toString(),
                link.toString());
        Path count = dir.resolve("count");
        edit.environment().put("EDITOR", "f() { echo \"$1\" >>" + count + "; cat " + count + " >\"$1\"; }; f");
        Process process = edit.redirectErrorStream(true)
                .redirectOutput(dir.resolve("said").toFile())
                .start();
        assertEquals(0, process.waitFor(), Files.readString(dir.resolve("said")));
        assertEquals(1, Files.readAllLines(count).size());
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(0, vault("view", "--vault-password-file", password.toString(), link.toString()));
        assertEquals(Files.readString(count), out.toString(StandardCharsets.UTF_8));
    }

    /** One file that cannot be done keeps all from being done. */
    @Test
    void nothingIsWrittenWhereSomethingCannotBeRead() throws IOException {
        Path plain = Files.writeString(dir.resolve("plain"), "p");
        Path closed = Files.writeString(dir.resolve("closed"), "c");
        Path mine = Files.writeString(dir.resolve("mine"), "m");
        vault("encrypt", "--vault-password-file", other.toString(), closed.toString());
        vault("encrypt", "--vault-password-file", password.toString(), mine.toString());
        String before = Files.readString(mine);
        String[] files = {
            mine.toString(),
            plain.toString(),
            closed.toString(),
            dir.resolve("none").toString()
        };
        for (String command : List.of("decrypt", "rekey")) {
            String[] words = Stream.concat(
                            Stream.of(command, "--vault-password-file", password.toString()), Arrays.stream(files))
                    .toArray(String[]::new);
            assertEquals(3, vault(words));
            for (String told : List.of(
                    "plain: error: it is not encrypted",
                    "closed: error: the file is encrypted, and not",
                    "none: error: no such file"))
                assertTrue(err.toString(StandardCharsets.UTF_8).contains(told), err::toString);
            assertEquals(before, Files.readString(mine));
        }
        assertEquals(
                3, vault("encrypt", "--vault-password-file", password.toString(), plain.toString(), mine.toString()));
        assertTrue(
                err.toString(StandardCharsets.UTF_8).contains("mine: error: it is encrypted already"), err::toString);
        assertEquals("p", Files.readString(plain));
    }

    @Test
    void oneOfSeveralPasswordsEncrypts() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "f");
        String[] ids = {"--vault-id", "dev@" + password, "--vault-id", "prod@" + other};
        assertEquals(3, vault("encrypt", ids[0], ids[1], ids[2], ids[3], file.toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("choose one of: dev, prod"), err::toString);
        assertEquals(3, vault("encrypt", ids[0], ids[1], "--encrypt-vault-id", "no", file.toString()));
        assertEquals(
                0, vault("encrypt", ids[0], ids[1], ids[2], ids[3], "--encrypt-vault-id", "prod", file.toString()));
        assertEquals("$ANSIBLE_VAULT;1.2;AES256;prod", header(file));
    }

    @Test
    void outputGoesToAnotherFileForItsOwnerAlone() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "f");
        Path vault = dir.resolve("vault");
        assertEquals(
                0,
                vault(
                        "encrypt",
                        "--vault-pass-file",
                        password.toString(),
                        "--output",
                        vault.toString(),
                        file.toString()));
        assertEquals("f", Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(vault)));
        assertEquals(0, vault("decrypt", "--vault-pass-file", password.toString(), "--output", "-", vault.toString()));
        assertEquals("f", out.toString(StandardCharsets.UTF_8));
    }

    /** A file is as it was when there is no room for the other, and nothing is left beside it. */
    @Test
    void aFullDiskLeavesTheFileAsItWas() throws IOException, InterruptedException {
        Path disk = Files.createDirectory(dir.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk.toString()) == 0,
                "needs the right to mount");
        try {
            byte[] content = "a line of text\n".repeat(5000).getBytes(StandardCharsets.UTF_8);
            Path file = Files.write(disk.resolve("file"), content);
            assertEquals(1, vault("encrypt", "--vault-password-file", password.toString(), file.toString()));
            assertEquals(
                    "drydock: cannot write " + file + ": No space left on device; it is as it was\n",
                    err.toString(StandardCharsets.UTF_8));
            assertArrayEquals(content, Files.readAllBytes(file));
            try (Stream<Path> all = Files.list(disk)) {
                assertEquals(List.of(file), all.toList());
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    /** How a host is reached is no secret, or every message that has "root" or "sudo" in it would be masked; passwords are. */
    @Test
    void plainSettingsOfAnEncryptedFileAreSeen() throws IOException {
        Path inventory = Files.writeString(dir.resolve("inventory.yml"), """
                all:
                  vars: {ansible_user: root, ansible_port: 2222, ansible_become: true, ansible_become_method: sudo}
                  hosts:
                    web1: {ansible_become_password: s3cret, ansible_host: 192.0.2.1, other: root-of-all}
                """);
        vault("encrypt", "--vault-password-file", password.toString(), inventory.toString());
        out.reset();
        String[] words = {
            "inventory", "-v", "-i", inventory.toString(), "--vault-password-file", password.toString(), "all"
        };
        assertEquals(0, Drydock.run(out, err, words), err::toString);
        assertEquals("""
                web1  [ungrouped]
                    ansible_user: root
                    ansible_port: 2222
                    ansible_become: true
                    ansible_become_method: sudo
                    ansible_become_password: (secret)
                    ansible_host: 192.0.2.1
                    other: (secret)
                """, out.toString(StandardCharsets.UTF_8));
    }

    /** A password that is not there is one problem, and not that what it would open is empty, too. */
    @Test
    void aPasswordThatIsNotThereIsOneProblem() throws IOException {
        Path inventory = Files.writeString(dir.resolve("inventory.yml"), "all: {hosts: {a: }}\n");
        Path play = Files.writeString(dir.resolve("play.yml"), "- hosts: all\n");
        vault("encrypt", "--vault-password-file", password.toString(), inventory.toString(), play.toString());
        err.reset();
        String[] words = {"plan", "-i", inventory.toString(), "--vault-password-file", "/no/such", play.toString()};
        assertEquals(3, Drydock.run(out, err, words));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("\n1 problem; no host was touched"), err::toString);
    }

    /** Secrets of a vault are in no file of a saved plan, and what is made of them is not either. */
    @Test
    void aSavedPlanHoldsNothingOfAVault() throws IOException {
        Path vars = Files.writeString(
                dir.resolve("vars.yml"), "site: Vault-S3cret\npin: 73914265\nurl: http://${site}/x\n");
        vault("encrypt", "--vault-password-file", password.toString(), vars.toString());
        Path inventory =
                Files.writeString(dir.resolve("inventory.yml"), "all: {hosts: {a: {ansible_connection: local}}}\n");
        Path play = Files.writeString(dir.resolve("play.yml"), """
                - hosts: all
                  tasks:
                    - name: of ${site}
                      copy: {content: "${site?upper_case} ${url} ${pin}", dest: %s/file}
                """.formatted(dir));
        Path plan = dir.resolve("plan.json");
        List<String> common = List.of("--vault-password-file", password.toString(), "-i", inventory.toString());
        String[] words = Stream.of(
                        Stream.of("plan", "-o", plan.toString(), "-e", "@" + vars),
                        common.stream(),
                        Stream.of(play.toString()))
                .flatMap(s -> s)
                .toArray(String[]::new);
        assertEquals(2, Drydock.run(out, err, words), err::toString);
        String said = Files.readString(plan) + out.toString(StandardCharsets.UTF_8);
        for (String secret : List.of("Vault-S3cret", "VAULT-S3CRET", "73914265", "correct horse"))
            assertFalse(said.contains(secret), said);
        assertEquals(3, Drydock.run(out, err, "apply", plan.toString()));
        assertEquals(0, Drydock.run(out, err, "apply", common.get(0), common.get(1), plan.toString()), err::toString);
        assertEquals("VAULT-S3CRET http://Vault-S3cret/x 73914265", Files.readString(dir.resolve("file")));
    }

    @Test
    void exchangesFilesWithAnsibleVault() throws IOException, InterruptedException {
        assumeTrue(ansible("--version") == 0, "ansible-vault is not installed");
        for (byte[] content :
                List.of(BINARY, new byte[0], new byte[16], "a: b\n".repeat(500).getBytes(StandardCharsets.UTF_8))) {
            for (String id : List.of(password.toString(), "prod@" + other)) {
                Path theirs = Files.write(dir.resolve("theirs"), content);
                Path ours = Files.write(dir.resolve("ours"), content);
                assertEquals(0, ansible("encrypt", "--vault-id", id, theirs.toString()));
                assertEquals(0, vault("encrypt", "--vault-id", id, ours.toString()), err::toString);
                assertEquals(header(theirs), header(ours));
                assertEquals(0, ansible("decrypt", "--vault-id", id, ours.toString()));
                assertEquals(0, vault("decrypt", "--vault-id", id, theirs.toString()), err::toString);
                assertArrayEquals(content, Files.readAllBytes(theirs));
                assertArrayEquals(content, Files.readAllBytes(ours));
            }
        }
    }

    private static int ansible(String... words) throws InterruptedException {
        return run(Stream.concat(Stream.of("ansible-vault"), Stream.of(words)).toArray(String[]::new));
    }

    private static int run(String... words) throws InterruptedException {
        try {
            return new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return 127; // as a shell says it
        }
    }
}
