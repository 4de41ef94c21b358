package io.drydock.vault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A text in the format of ansible-vault, 1.1 or, with a label, 1.2: a line that says so, and in lines of hexadecimal digits the salt, the
 * authentication code and the encrypted bytes, each in hexadecimal digits itself.
 */
public final class VaultText {
    /** What every such text begins with. */
    public static final String MARK = "$ANSIBLE_VAULT;";

    /** The label that secrets have to which nobody gave another. */
    public static final String DEFAULT_LABEL = "default";

    private static final String CIPHER = "AES256";
    private static final int WIDTH = 80;
    private static final int CODE_LENGTH = 32;
    private static final int BLOCK = 16;
    private static final String DAMAGED = "is a damaged vault: ";
    private static final String REMEDY = "bring back the text as ansible-vault or drydock vault has written it";

    private final Optional<String> label;
    private final byte[] salt;
    private final byte[] code;
    private final byte[] encrypted;

    VaultText(Optional<String> label, byte[] salt, byte[] code, byte[] encrypted) {
        this.label = label.filter(l -> !l.equals(DEFAULT_LABEL));
        this.salt = salt.clone();
        this.code = code.clone();
        this.encrypted = encrypted.clone();
    }

    /** Whether a text is meant to be one. */
    public static boolean isEncrypted(String text) {
        return text.startsWith(MARK);
    }

    /** Whether what a file holds is meant to be one. */
    public static boolean isEncrypted(byte[] content) {
        byte[] mark = MARK.getBytes(StandardCharsets.US_ASCII);
        return content.length >= mark.length && Arrays.equals(content, 0, mark.length, mark, 0, mark.length);
    }

    /** Blanks around lines do not matter. */
    public static VaultText parse(String text) throws VaultException {
        List<String> lines = text.lines().map(String::strip).toList();
        Optional<String> label = label(lines.isEmpty() ? "" : lines.getFirst());
        String[] parts = new String(bytes(digits(lines)), StandardCharsets.ISO_8859_1).split("\n", 3);
        if (parts.length < 3) throw damaged("it is cut off");
        byte[] code = bytes(parts[1]);
        byte[] encrypted = bytes(parts[2]);
        if (code.length != CODE_LENGTH || encrypted.length == 0 || encrypted.length % BLOCK != 0)
            throw damaged("it is cut off");
        return new VaultText(label, bytes(parts[0]), code, encrypted);
    }

    private static Optional<String> label(String header) throws VaultException {
        String[] words = header.split(";");
        if (!isEncrypted(header) || words.length < 3) throw damaged("its first line is not " + MARK + "1.1;AES256");
        String version = words[1].strip();
        if (!version.equals("1.1") && !version.equals("1.2"))
            throw VaultException.of(
                    "is of version " + version + " of the vault format",
                    "Drydock reads 1.1 and 1.2: encrypt it again, with ansible-vault rekey");
        if (!words[2].strip().equals(CIPHER))
            throw VaultException.of("is encrypted with " + words[2].strip() + ", not " + CIPHER, REMEDY);
        return words.length > 3 && version.equals("1.2") ? Optional.of(words[3].strip()) : Optional.empty();
    }

    private static String digits(List<String> lines) throws VaultException {
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            for (int at = 0; at < line.length(); at++) {
                if (!HexFormat.isHexDigit(line.charAt(at)))
                    throw VaultException.at(i + 1, at + 1, DAMAGED + "this is no hexadecimal digit", REMEDY);
            }
        }
        return lines.stream().skip(1).collect(Collectors.joining());
    }

    private static byte[] bytes(String digits) throws VaultException {
        try {
            return HexFormat.of().parseHex(digits.strip());
        } catch (IllegalArgumentException e) {
            throw damaged(digits.length() % 2 == 1 ? "it is cut off" : "what it holds are no hexadecimal digits");
        }
    }

    static VaultException damaged(String how) {
        return VaultException.of(DAMAGED + how, REMEDY);
    }

    /** Which secret it says that it was encrypted with. */
    public Optional<String> label() {
        return label;
    }

    byte[] salt() {
        return salt.clone();
    }

    byte[] code() {
        return code.clone();
    }

    byte[] encrypted() {
        return encrypted.clone();
    }

    /** As ansible-vault writes it: lines of 80 characters, each with its line break. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        String inner = hex.formatHex(salt) + "\n" + hex.formatHex(code) + "\n" + hex.formatHex(encrypted);
        String digits = hex.formatHex(inner.getBytes(StandardCharsets.US_ASCII));
        StringBuilder text = new StringBuilder(MARK)
                .append(label.isPresent() ? "1.2;" : "1.1;")
                .append(CIPHER)
                .append(label.map(l -> ";" + l).orElse(""))
                .append('\n');
        for (int at = 0; at < digits.length(); at += WIDTH)
            text.append(digits, at, Math.min(digits.length(), at + WIDTH)).append('\n');
        return text.toString();
    }
}
