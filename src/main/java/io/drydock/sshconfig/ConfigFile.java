package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of ssh_config, read. */
record ConfigFile(Path path, List<Directive> directives) {
    ConfigFile {
        directives = List.copyOf(directives);
    }

    static ConfigFile read(Path path, Diagnostics problems) throws IOException {
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        List<Directive> directives = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            Directive.read(line, path.toString(), ++number, problems).ifPresent(directives::add);
        }
        return new ConfigFile(path, directives);
    }
}
