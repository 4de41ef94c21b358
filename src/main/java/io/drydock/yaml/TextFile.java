package io.drydock.yaml;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.vault.VaultException;
import io.drydock.vault.VaultKeyring;
import io.drydock.vault.VaultText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The text of a file of UTF-8.
 *
 * @param name what problems call it
 * @param encryption whether all of it was a vault, of which this is the content
 */
public record TextFile(String name, String text, Encryption encryption) {
    private static final int MOST = 64 << 20; // bytes

    /** Reads a file, once. What it cannot be read for is reported. */
    public static Optional<TextFile> read(Path file, VaultKeyring keys, Diagnostics problems) {
        Optional<String> text = text(file, problems);
        if (text.filter(VaultText::isEncrypted).isEmpty())
            return text.map(t -> new TextFile(file.toString(), t, Encryption.NONE));
        return decrypted(file, text.get(), keys, problems).map(t -> new TextFile(file.toString(), t, Encryption.FILE));
    }

    private static Optional<String> decrypted(Path file, String vault, VaultKeyring keys, Diagnostics problems) {
        try {
            return decoded(file, keys.open(vault), problems);
        } catch (VaultException e) {
            e.report("the file", (line, column) -> new SourcePos(file.toString(), line, column), problems);
            return Optional.empty();
        }
    }

    /** The text as it stands, also of a vault. What it cannot be read for is reported. */
    public static Optional<String> text(Path file, Diagnostics problems) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > MOST) {
                problems.error(
                        SourcePos.of(file.toString()),
                        "the file is larger than " + (MOST >> 20) + " MiB",
                        "divide it: inventories can be folders, and variables have files of their own");
                return Optional.empty();
            }
            return decoded(file, Files.readAllBytes(file), problems);
        } catch (IOException e) {
            problems.error(SourcePos.of(file.toString()), reason(e, file), "");
            return Optional.empty();
        }
    }

    private static String reason(IOException e, Path file) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "permission denied";
            default ->
                Files.isDirectory(file) ? "this is a directory, not a YAML file" : "cannot be read: " + e.getMessage();
        };
    }

    /** What the bytes of a file are that holds no text; no line of it is worth showing. */
    private static Optional<String> otherThanText(byte[] bytes) {
        long zeros = IntStream.range(0, bytes.length).filter(i -> bytes[i] == 0).count();
        boolean marked = bytes.length > 1 && (bytes[0] == -2 && bytes[1] == -1 || bytes[0] == -1 && bytes[1] == -2);
        if (marked || zeros > 1 && zeros * 3 > bytes.length) {
            return Optional.of("this is UTF-16 text, not UTF-8");
        }
        boolean controls = IntStream.range(0, bytes.length)
                .anyMatch(i -> bytes[i] >= 0 && bytes[i] < ' ' && "\t\n\f\r".indexOf(bytes[i]) < 0);
        return zeros > 1 || controls && !isUtf8(bytes) ? Optional.of("this is not a text file") : Optional.empty();
    }

    private static boolean isUtf8(byte[] bytes) {
        return !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length), true)
                .isError();
    }

    private static Optional<String> decoded(Path file, byte[] bytes, Diagnostics problems) {
        Optional<String> other = otherThanText(bytes);
        if (other.isPresent()) {
            problems.error(SourcePos.of(file.toString()), other.get(), "save it as UTF-8 text");
            return Optional.empty();
        }
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        String decoded = text.flip().toString();
        if (result.isError()) {
            SourcePos pos = new Source(file.toString(), decoded).pos(decoded.length());
            problems.error(pos, "not UTF-8 text", "save the file as UTF-8");
            return Optional.empty();
        }
        return Optional.of(decoded);
    }
}
