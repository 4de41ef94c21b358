package io.drydock.template;

import io.drydock.diag.Secret;
import io.drydock.vault.LocalProgram;
import io.drydock.vault.VaultException;
import io.drydock.vault.VaultKeyring;
import io.drydock.vault.VaultText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;

/**
 * What templates look up on this machine. Each thing is looked up once, and none any more once hosts may have a say in what is: {@link
 * #seal}. So the same is found all through a run. Thread-safe.
 */
public final class Lookups {
    /** What can be looked up. */
    public enum Kind {
        ENVIRONMENT,
        FILE,
        COMMAND
    }

    /**
     * What was found.
     *
     * @param text without the line breaks at its end, and perhaps empty
     * @param guarded whether it is a secret by its name, or was encrypted
     */
    public record Finding(String text, boolean guarded) {}

    /** Those of whoever has none: nothing is found. */
    public static final Lookups NONE = new Lookups(Map.of(), false, VaultKeyring.EMPTY);

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST = 1 << 20; // bytes
    private static final int MOST_FILES = 10_000;

    private record Key(String kind, List<String> words) {}

    private sealed interface Found {
        record Value(Object value) implements Found {}

        record Nothing(LookupFailure why) implements Found {}
    }

    private final Map<String, String> environment;
    private final boolean allowed;
    private final VaultKeyring keys;
    private final Instant began = Instant.now();
    private final Map<Key, Found> found = new HashMap<>();
    private boolean sealed;

    /**
     * @param environment of this process
     * @param allowed whether the environment may be read, and commands may be run
     * @param keys open files that are encrypted
     */
    public Lookups(Map<String, String> environment, boolean allowed, VaultKeyring keys) {
        this.environment = Map.copyOf(environment);
        this.allowed = allowed;
        this.keys = keys;
    }

    /** When the run began: the time that it is for all its templates. */
    public Instant began() {
        return began;
    }

    /**
     * @param words the name of a variable, or a command; or the name of a file and folders in which it may be
     * @throws LookupFailure if there is no such thing, or it must not be looked up
     */
    public Finding find(Kind kind, List<String> words) {
        return (Finding) once(new Key(kind.name(), List.copyOf(words)), () -> look(kind, words));
    }

    /**
     * The files whose names a pattern of shells fits, in order, each as a path.
     *
     * @param folder where a relative pattern begins
     */
    @SuppressWarnings("unchecked")
    public List<String> files(String pattern, Path folder) {
        return (List<String>) once(new Key("GLOB", List.of(pattern, folder.toString())), () -> glob(pattern, folder));
    }

    /** From now on what has not been looked up is not there. */
    public synchronized void seal() {
        sealed = true;
    }

    private synchronized Object once(Key key, Supplier<Object> look) {
        Found known = found.get(key);
        if (known == null) {
            if (sealed)
                throw new LookupFailure(
                        "this machine is looked at before any host is contacted, and what is looked up here depends on what the host says",
                        "look it up by what the inventory and the playbook say");
            known = tried(look);
            found.put(key, known);
        }
        return switch (known) {
            case Found.Value value -> value.value();
            case Found.Nothing nothing -> throw nothing.why();
        };
    }

    private static Found tried(Supplier<Object> look) {
        try {
            return new Found.Value(look.get());
        } catch (LookupFailure e) {
            return new Found.Nothing(e);
        }
    }

    private Finding look(Kind kind, List<String> words) {
        return switch (kind) {
            case ENVIRONMENT -> ofEnvironment(words.getFirst());
            case FILE -> ofFile(words.getFirst(), words.subList(1, words.size()));
            case COMMAND -> new Finding(ofCommand(words), false);
        };
    }

    private void allow(String what) {
        if (!allowed)
            throw new LookupFailure(
                    what,
                    "allow it with --allow-lookups, if you trust those who write the inventory and the playbooks");
    }

    private Finding ofEnvironment(String name) {
        allow("a variable of this machine's environment would be read: " + name);
        String value = environment.get(name);
        if (value == null)
            throw LookupFailure.missing(
                    "the environment variable " + name + " is not set", "set it for drydock, and export it");
        return new Finding(value, Secret.isName(name));
    }

    private Finding ofFile(String name, List<String> folders) {
        Path file = file(name, folders);
        try {
            byte[] content = content(file);
            boolean encrypted = VaultText.isEncrypted(content);
            byte[] plain = encrypted ? keys.open(new String(content, StandardCharsets.UTF_8)) : content;
            return new Finding(text(plain), encrypted || Secret.isName(name));
        } catch (NoSuchFileException e) {
            throw LookupFailure.missing("there is no file " + file, "a relative path begins where drydock was started");
        } catch (IOException e) {
            throw new LookupFailure(
                    file + (Files.isDirectory(file) ? " is a directory" : " cannot be read"), "name a file of yours");
        } catch (VaultException e) {
            throw new LookupFailure(file + " " + e.getMessage(), e.remedy());
        }
    }

    /** A device may have no end, and a size of nothing. */
    private static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MOST + 1);
            if (content.length > MOST)
                throw new LookupFailure(file + " is larger than a file that can be looked up", "use src: of copy");
            return content;
        }
    }

    private static Path file(String name, List<String> folders) {
        Path file = name.startsWith("~/") ? Path.of(System.getProperty("user.home"), name.substring(2)) : Path.of(name);
        return folders.stream()
                .map(folder -> Path.of(folder).resolve(file))
                .filter(Files::exists)
                .findFirst()
                .orElse(file);
    }

    private String ofCommand(List<String> words) {
        String shown = String.join(" ", words);
        allow("a command of this machine would be run: " + shown);
        try {
            return text(LocalProgram.output(words, false, LIMIT));
        } catch (LocalProgram.Failure e) {
            throw LookupFailure.missing(shown + " " + e.what(), "");
        }
    }

    private static List<String> glob(String pattern, Path folder) {
        Path path = folder.resolve(pattern);
        Path parent = path.getParent() == null ? Path.of(".") : path.getParent();
        List<String> files = new ArrayList<>();
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(parent, path.getFileName().toString())) {
            for (Path file : all) if (Files.isRegularFile(file)) files.add(file.toString());
        } catch (NotDirectoryException | NoSuchFileException e) {
            return List.of();
        } catch (IOException | PatternSyntaxException | DirectoryIteratorException e) {
            throw new LookupFailure("no files can be found by " + pattern + ": " + e.getMessage(), "");
        }
        if (files.size() > MOST_FILES)
            throw new LookupFailure("there are more than " + MOST_FILES + " files " + pattern, "");
        Collections.sort(files);
        return List.copyOf(files);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replaceFirst("[\\r\\n]+$", "");
    }
}
