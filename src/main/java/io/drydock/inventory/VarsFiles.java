package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Files of variables that are named without their endings, as Ansible finds them: a file, or a folder of files and folders. */
public final class VarsFiles {
    /** In the order in which they are looked for. */
    public static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".json");

    private VarsFiles() {}

    /** The file itself; of a folder all files of variables below it, in alphabetical order. A folder that cannot be listed is reported. */
    public static List<Path> in(Path path, Diagnostics problems) {
        if (!Files.isDirectory(path)) return List.of(path);
        return list(path, VarsFiles::isTaken, problems).stream()
                .flatMap(inner -> in(inner, problems).stream())
                .toList();
    }

    private static boolean isTaken(Path path) {
        String name = path.getFileName().toString();
        boolean plain = !name.contains(".") && !name.endsWith("~");
        return plain || !Files.isDirectory(path) && name.matches(".*\\.(yml|yaml|json)");
    }

    /** What is in a folder and not hidden, in alphabetical order. */
    static List<Path> list(Path folder, Predicate<Path> wanted, Diagnostics problems) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> !path.getFileName().toString().startsWith("."))
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            problems.error(SourcePos.of(folder.toString()), "cannot be listed: " + e.getMessage(), "");
            return List.of();
        }
    }
}
