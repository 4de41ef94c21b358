package io.drydock.playbook;

import io.drydock.diag.Diagnostics;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds included files, beside the file that includes them, and refuses circles. */
final class IncludePath {
    private IncludePath() {}

    /** @param from the files being read, outermost first, without {@code file} */
    static Optional<Path> resolve(YamlScalar name, Path file, List<Path> from, Diagnostics problems) {
        if (name.text().indexOf('\0') >= 0) {
            problems.error(name.pos(), "holds a NUL character", "remove it");
            return Optional.empty();
        }
        Path path = file.resolveSibling(name.text());
        if (!Files.isRegularFile(path)) {
            problems.error(name.pos(), "no file " + path, "an include is looked up beside the file that has it");
            return Optional.empty();
        }
        if (chain(from, file).stream().anyMatch(p -> p.normalize().equals(path.normalize()))) {
            problems.error(name.pos(), path + " includes itself", "leave the include out: it would not end");
            return Optional.empty();
        }
        return Optional.of(path);
    }

    static List<Path> chain(List<Path> from, Path file) {
        List<Path> chain = new ArrayList<>(from);
        chain.add(file);
        return chain;
    }
}
