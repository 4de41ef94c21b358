package io.drydock.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts that begin with a header were made by ansible-vault 2.14. */
class VaultTest {
    private static final String LABELLED = """
            $ANSIBLE_VAULT;1.2;AES256;prod
            34303565333631613733626662653630666163323434626464393264633038343562376334333163
            3534616539393264306130353235393264316133383132320a663030383063353136336163346330
            33653431386130623132313336363334313361613966623631326237376633373534363737336363
            6332363332356532620a653437333866353763363239326238613430313165346138356239346531
            6530
            """;
    private static final String EMPTY = """
            $ANSIBLE_VAULT;1.1;AES256
            63326135633263383031326666303565353139663863323735613034623763653233373132336364
            3839643739626536343362626636306636616530343430350a306466383236346432313961313436
            66393132653932316533386239613637343634656462386363333331353332393330646164356337
            3937373365613736610a313735363963363631656131313062356235313164626634386334383765
            6161
            """;
    private static final String BINARY = """
            $ANSIBLE_VAULT;1.1;AES256
            61356463376363646131663435656164376563646438306462346533373138636163623333343031
            3664383166306561343363306635653331373966363538620a313538366463393331303337633662
            35396365333066623832306266353337623432663063666230653263663062356132343932356564
            6366363733373264320a343961376665303339393831663361343964356538646262393962663063
            63623531663731343238343037383264333064616239373264343062633339386461
            """;
    private static final String VALUE = """
            $ANSIBLE_VAULT;1.1;AES256
            32373836313434613336316433346362373732643861306633663031643731313839346435356635
            6137353861623164346661376362313735623536336139330a393561656133316464363937313965
            66646335316365386131316465343234336133613338326564626362616235643061396530396231
            3963333166346534620a666631633038626663366236333139613364353035386636383561613034
            35396238303931636465636464666166366532386437343939373638613536663239
            """;

    @TempDir
    Path dir;

    private static VaultKeyring keys(String... typed) {
        return new VaultKeyring(Stream.of(typed).map(VaultTest::typed).toList());
    }

    private static VaultSecret typed(String password) {
        return VaultSecret.prompted("default", "--ask-vault-pass", () -> Optional.of(password));
    }

    @Test
    void opensWhatAnsibleVaultHasMade() throws VaultException {
        VaultKeyring keys = keys("correct horse", "gr\u00fcn");
        assertEquals("labelled\n", new String(keys.open(LABELLED), StandardCharsets.UTF_8));
        assertArrayEquals(new byte[0], keys.open(EMPTY));
        assertArrayEquals(
                Arrays.copyOf("\0\1\u00ffbinary sixteen".getBytes(StandardCharsets.ISO_8859_1), 16), keys.open(BINARY));
        assertEquals("tok${not}en-9917", new String(keys.open(VALUE), StandardCharsets.UTF_8));
        assertEquals(Optional.of("prod"), keys.find(LABELLED).label());
        assertEquals("default", keys.find(LABELLED).by().label());
    }

    @Test
    void aTextIsWrittenAsItWasRead() throws VaultException {
        for (String text : List.of(LABELLED, EMPTY, BINARY, VALUE))
            assertEquals(text, VaultText.parse(text).toString());
        assertEquals(
                VALUE,
                VaultText.parse(VALUE.indent(7).replace("\n", "\r\n").strip()).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 100_000})
    void opensWhatItHasMade(int length) throws VaultException {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) 16);
        VaultText one = VaultKeyring.encrypt(content, typed("x"), Optional.of("a"));
        VaultText other = VaultKeyring.encrypt(content, typed("x"), Optional.of("a"));
        assertArrayEquals(content, keys("x").open(one.toString()));
        assertNotEquals(one.toString(), other.toString(), "each has a salt of its own");
        assertEquals(Optional.of("a"), one.label());
        assertEquals(
                Optional.empty(),
                VaultKeyring.encrypt(content, typed("x"), Optional.of("default"))
                        .label());
    }

    /** Of any digit of the salt, the code and the text. */
    @Test
    void whatWasChangedIsNotOpened() {
        String[] lines = VALUE.split("\n");
        for (int line = 1; line < lines.length; line++) {
            String[] changed = lines.clone();
            char digit = changed[line].charAt(5); // the second of a digit's two
            changed[line] = changed[line].substring(0, 5) + (digit == '1' ? '2' : '1') + changed[line].substring(6);
            assertThrows(
                    VaultException.class, () -> keys("correct horse").open(String.join("\n", changed)), changed[line]);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $ANSIBLE_VAULT;1.0;AES256          | 0:0 is of version 1.0 of the vault format
            $ANSIBLE_VAULT;1.1;AES             | 0:0 is encrypted with AES, not AES256
            $ANSIBLE_VAULT;1.1                 | 0:0 is a damaged vault: its first line is not $ANSIBLE_VAULT;1.1;AES256
            $ANSIBLE_VAULT;1.1;AES256          | 0:0 is a damaged vault: it is cut off
            $ANSIBLE_VAULT;1.1;AES256,616      | 0:0 is a damaged vault: it is cut off
            $ANSIBLE_VAULT;1.1;AES256,6162     | 0:0 is a damaged vault: it is cut off
            $ANSIBLE_VAULT;1.1;AES256,61,6x    | 3:2 is a damaged vault: this is no hexadecimal digit
            $ANSIBLE_VAULT;1.1;AES256,780a780a78 | 0:0 is a damaged vault: it is cut off
            $ANSIBLE_VAULT;1.1;AES256,78780a78780a7878 | 0:0 is a damaged vault: what it holds are no hexadecimal digits
            hello                              | 0:0 is a damaged vault: its first line is not $ANSIBLE_VAULT;1.1;AES256
            """)
    void saysWhatIsWrongWithOne(String text, String expected) {
        assertEquals(expected, problem(keys("x"), text.replace(',', '\n')));
    }

    private static String problem(VaultKeyring keys, String text) {
        Diagnostics problems = new Diagnostics();
        VaultException e = assertThrows(VaultException.class, () -> keys.open(text));
        e.report("it", (line, column) -> new SourcePos("f", line, column), problems);
        var found = problems.all().getFirst();
        SourcePos pos = found.pos();
        return pos.file().equals("f")
                ? pos.line() + ":" + pos.column() + found.message().replaceFirst("it", "")
                : pos + ": " + found.message();
    }

    @Test
    void saysWhichPasswordsWereTried() throws IOException {
        Path file = Files.writeString(dir.resolve("pw"), "wrong\n");
        VaultKeyring one = new VaultKeyring(List.of(VaultSecret.of("default", "--vault-password-file", file)));
        assertEquals("0:0 is encrypted with the label prod", problem(VaultKeyring.EMPTY, LABELLED));
        assertEquals("0:0 is encrypted, and not with the vault password of " + file, problem(one, VALUE));
        assertEquals(
                "0:0 is encrypted, and with none of the vault passwords given: that was typed, that was typed",
                problem(keys("a", "b"), VALUE));
    }

    /** Nobody is asked for what is not needed, and nobody twice. */
    @Test
    void theLabelsOwnPasswordComesFirst() throws VaultException {
        List<String> asked = new ArrayList<>();
        VaultKeyring keys = new VaultKeyring(Stream.of("dev", "prod")
                .map(label -> VaultSecret.prompted(label, "--vault-id", () -> {
                    asked.add(label);
                    return Optional.of(label.equals("prod") ? " gr\u00fcn " : "correct horse");
                }))
                .toList());
        keys.open(LABELLED);
        keys.open(LABELLED);
        assertEquals(List.of("prod"), asked);
        keys.open(VALUE);
        assertEquals(List.of("prod", "dev"), asked);
    }

    @Test
    void takesAPasswordOfAFileOrOfWhatAProgramPrints() throws IOException, VaultException {
        Path file = Files.writeString(dir.resolve("pw"), "\n correct horse\n\n");
        Path program = program("pw.sh", "echo 'correct horse'");
        Path client = program("my-client.py", "test \"$1\" = --vault-id && test \"$2\" = dev && echo 'correct horse'");
        for (Path source : List.of(file, program, client))
            assertEquals(
                    "tok${not}en-9917",
                    new String(
                            new VaultKeyring(List.of(VaultSecret.of("dev", "--vault-id", source))).open(VALUE),
                            StandardCharsets.UTF_8));
    }

    @Test
    void aPasswordThatCannotBeHadIsAProblemOfItsOption() throws IOException {
        Path failing = program("fails", "echo no key >&2; exit 3");
        Path empty = Files.writeString(dir.resolve("empty"), " \n");
        Path vault = Files.writeString(dir.resolve("vault"), VALUE);
        assertEquals("--o: there is no file " + dir.resolve("none"), problem(of(dir.resolve("none")), VALUE));
        assertEquals("--o: " + failing + " ended with status 3: no key", problem(of(failing), VALUE));
        assertEquals("--o: the vault password is empty", problem(of(empty), VALUE));
        assertEquals("--o: the file of the vault password is a vault itself", problem(of(vault), VALUE));
        VaultKeyring mute = new VaultKeyring(List.of(VaultSecret.prompted("default", "--o", Optional::empty)));
        assertEquals("--o: no vault password was typed, or there is no terminal to ask on", problem(mute, VALUE));
    }

    private static VaultKeyring of(Path source) {
        return new VaultKeyring(List.of(VaultSecret.of("default", "--o", source)));
    }

    private Path program(String name, String script) throws IOException {
        Path program = Files.writeString(dir.resolve(name), "#!/bin/sh\n" + script + "\n");
        if (!program.toFile().setExecutable(true)) throw new IOException("cannot be made a program: " + program);
        return program;
    }
}
