package io.drydock.action;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.vault.VaultException;
import io.drydock.vault.VaultKeyring;
import io.drydock.vault.VaultText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Files of the controller that tasks name: beside the playbook or task file, and in its files/ and templates/ folders. */
public final class ControllerFiles {
    /** A program carries its files, so there is a limit to them: 16 MiB. */
    public static final long LIMIT = 16L << 20;

    private final Map<Path, Map<String, Object>> read = new ConcurrentHashMap<>();
    private final Trust trust;
    private final VaultKeyring keys;

    /** @param keys open what is encrypted */
    public ControllerFiles(Trust trust, VaultKeyring keys) {
        this.trust = trust;
        this.keys = keys;
    }

    /** The first of {@code directory}/files, /templates and the directory itself that has the file. */
    public Optional<Path> find(Path directory, String name) {
        return find(directory, name, false);
    }

    /** The same, or, where {@code folders} are wanted too, the folder. */
    Optional<Path> find(Path directory, String name, boolean folders) {
        return Stream.of(directory.resolve("files"), directory.resolve("templates"), directory)
                .map(d -> d.resolve(name))
                .filter(path -> Files.isRegularFile(path) || folders && Files.isDirectory(path))
                .findFirst();
    }

    /** Whether a name leads out of the directory: as an absolute path, by dots, or, where there is such a file, through a link. */
    boolean leadsOut(Path directory, String name) throws IOException {
        Path path = Path.of(name);
        if (path.isAbsolute()
                || StreamSupport.stream(path.spliterator(), false)
                        .anyMatch(part -> part.toString().equals(".."))) return true;
        Optional<Path> file = find(directory, name, true);
        return file.isPresent() && !file.get().toRealPath().startsWith(directory.toRealPath());
    }

    /** Why a file is not to be trusted. */
    Optional<Diagnostic> doubt(Path file, SourcePos pos) {
        return trust.doubt(file, pos);
    }

    /**
     * What a template sees of a file: name, size, sha256, mode, binary, and text (empty when binary) or base64. Of a vault it is what the vault
     * holds, and its text or base64 is a secret.
     */
    public Map<String, Object> content(Path file) throws IOException, VaultException {
        Map<String, Object> known = read.get(file);
        if (known != null) return known;
        byte[] bytes = Files.readAllBytes(file);
        boolean encrypted = VaultText.isEncrypted(bytes);
        byte[] plain = encrypted ? keys.open(new String(bytes, StandardCharsets.UTF_8)) : bytes;
        Map<String, Object> content = describe(file, plain);
        if (encrypted)
            content.replaceAll(
                    (key, value) -> key.equals("text") || key.equals("base64") ? new Secret((String) value) : value);
        read.put(file, content);
        return content;
    }

    private static Map<String, Object> describe(Path file, byte[] bytes) throws IOException {
        Optional<String> text = text(bytes);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("name", file.getFileName().toString());
        content.put("size", (long) bytes.length);
        content.put("sha256", Sha256.of(bytes));
        content.put("mode", mode(file));
        content.put("binary", text.isEmpty());
        content.put("text", text.orElse(""));
        content.put(
                "base64",
                text.isPresent()
                        ? ""
                        : Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes));
        return content;
    }

    /** Its permission bits, in octal. */
    private static String mode(Path file) throws IOException {
        return "0%o".formatted((Integer) Files.getAttribute(file, "unix:mode") & 07777);
    }

    /** Text is valid UTF-8 without NUL, which no shell can carry. */
    private static Optional<String> text(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
