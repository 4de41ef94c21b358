package io.drydock.importer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files and roles as they are named in a file that is converted.
 *
 * @param file the file
 * @param roles the names of all roles of the project
 */
record Includes(Path file, Set<String> roles) {
    private static final Pattern IN_ROLE = Pattern.compile("\\{\\{ *role_path *\\}\\}/(.*)");
    /** More than so many are no choice that somebody has made. */
    private static final int MOST = 40;

    /** Beside the file, or in the folder of tasks. */
    boolean exists(String name) {
        return Files.isRegularFile(file.resolveSibling(name));
    }

    /** A file that is named from the folder of the role, named from here; empty for any other name, and in no role. */
    Optional<String> inRole(String name) {
        Matcher inRole = IN_ROLE.matcher(name);
        if (!inRole.matches()) return Optional.empty();
        return RoleFolders.role(file)
                .map(role -> file.resolveSibling("")
                        .relativize(role.resolve(inRole.group(1)))
                        .toString());
    }

    /** The files of tasks that a name with braces in it may be, besides the file itself; none where it may be any. */
    List<String> files(String name) {
        Path folder = file.resolveSibling("");
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> all = Files.walk(folder, 2)) {
            return few(
                    name,
                    all.filter(f -> Files.isRegularFile(f) && !f.equals(file))
                            .map(f -> folder.relativize(f).toString())
                            .filter(f -> !f.startsWith("main.")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The roles that a name with braces in it may be. */
    List<String> roles(String name) {
        return few(name, roles.stream());
    }

    private static List<String> few(String name, Stream<String> all) {
        String pattern = "\\Q" + name.replaceAll("\\{\\{.*?\\}\\}", "\\\\E[^/]+\\\\Q") + "\\E";
        List<String> named = all.filter(f -> f.matches(pattern)).sorted().toList();
        return named.size() > MOST ? List.of() : named;
    }
}
