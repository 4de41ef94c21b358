package io.drydock.template;

import io.drydock.diag.Secret;
import io.drydock.vault.LocalProgram;
import io.drydock.vault.VaultException;
import io.drydock.vault.VaultKeyring;
import io.drydock.vault.VaultText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Secrets that templates look up on this machine. Each is looked up once, and none any more once hosts may have a say in what is: {@link
 * #seal}. Thread-safe.
 */
public final class Lookups {
    /** What can be looked up. */
    public enum Kind {
        ENVIRONMENT,
        FILE,
        COMMAND
    }

    /** Those of whoever has none: nothing is found. */
    public static final Lookups NONE = new Lookups(Map.of(), false, VaultKeyring.EMPTY);

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST = 1 << 20; // bytes

    private record Key(Kind kind, List<String> words) {}

    private sealed interface Found {
        record Value(Secret secret) implements Found {}

        record Nothing(LookupFailure why) implements Found {}
    }

    private final Map<String, String> environment;
    private final boolean commands;
    private final VaultKeyring keys;
    private final Map<Key, Found> found = new HashMap<>();
    private boolean sealed;

    /**
     * @param environment of this process
     * @param commands whether commands may be run
     * @param keys open files that are encrypted
     */
    public Lookups(Map<String, String> environment, boolean commands, VaultKeyring keys) {
        this.environment = Map.copyOf(environment);
        this.commands = commands;
        this.keys = keys;
    }

    /**
     * @param words the name of a variable or a file, or a command
     * @throws LookupFailure if there is no such secret
     */
    public synchronized Secret find(Kind kind, List<String> words) {
        Key key = new Key(kind, List.copyOf(words));
        Found known = found.get(key);
        if (known == null) {
            if (sealed)
                throw new LookupFailure(
                        "secrets are looked up before any host is contacted, and this one depends on what the host says",
                        "look it up by what the inventory and the playbook say");
            known = look(key);
            found.put(key, known);
        }
        return switch (known) {
            case Found.Value value -> value.secret();
            case Found.Nothing nothing -> throw nothing.why();
        };
    }

    /** From now on what has not been looked up is not there. */
    public synchronized void seal() {
        sealed = true;
    }

    private Found look(Key key) {
        try {
            String text = switch (key.kind()) {
                case ENVIRONMENT -> ofEnvironment(key.words().getFirst());
                case FILE -> ofFile(key.words().getFirst());
                case COMMAND -> ofCommand(key.words());
            };
            return new Found.Value(new Secret(text));
        } catch (LookupFailure e) {
            return new Found.Nothing(e);
        }
    }

    private String ofEnvironment(String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty())
            throw new LookupFailure(
                    "the environment variable " + name + " is " + (environment.containsKey(name) ? "empty" : "not set"),
                    "set it for drydock, and export it");
        return value;
    }

    private String ofFile(String name) {
        Path file = name.startsWith("~/") ? Path.of(System.getProperty("user.home"), name.substring(2)) : Path.of(name);
        try {
            if (Files.isRegularFile(file) && Files.size(file) > MOST)
                throw new LookupFailure(file + " is larger than a secret", "");
            byte[] content = Files.readAllBytes(file);
            return text(
                    VaultText.isEncrypted(content) ? keys.open(new String(content, StandardCharsets.UTF_8)) : content,
                    file.toString());
        } catch (NoSuchFileException e) {
            throw new LookupFailure("there is no file " + file, "a relative path begins where drydock was started");
        } catch (IOException e) {
            throw new LookupFailure(
                    file + (Files.isDirectory(file) ? " is a directory" : " cannot be read"), "name a file of yours");
        } catch (VaultException e) {
            throw new LookupFailure(file + " " + e.getMessage(), e.remedy());
        }
    }

    private String ofCommand(List<String> words) {
        String shown = String.join(" ", words);
        if (!commands)
            throw new LookupFailure(
                    "a command of this machine would be run: " + shown,
                    "allow it with --allow-lookup-commands, if you trust those who write the inventory and the playbooks");
        try {
            return text(LocalProgram.output(words, false, LIMIT), shown);
        } catch (LocalProgram.Failure e) {
            throw new LookupFailure(shown + " " + e.what(), "");
        }
    }

    /** Without the line breaks at its end. */
    private static String text(byte[] bytes, String from) {
        String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("[\\r\\n]+$", "");
        if (text.isEmpty()) throw new LookupFailure(from + " gives nothing", "");
        return text;
    }
}
