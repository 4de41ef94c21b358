package io.drydock.sshconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that a pattern of a shell names, in the order of their names. A name that begins with a dot wants the dot written. */
final class PathGlob {
    private PathGlob() {}

    /** @param pattern an absolute path, in which each part may be a pattern */
    static List<Path> of(String pattern) {
        List<Path> found = List.of(Path.of("/"));
        for (String part : pattern.split("/+")) {
            if (part.isEmpty()) continue;
            found = found.stream().flatMap(folder -> below(folder, part)).toList();
        }
        return found;
    }

    private static Stream<Path> below(Path folder, String part) {
        if (part.chars().noneMatch(c -> "*?[".indexOf(c) >= 0)) {
            Path file = folder.resolve(part.replaceAll("\\\\(.)", "$1"));
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Stream.of(file) : Stream.of();
        }
        Pattern names = Pattern.compile(expression(part), Pattern.DOTALL);
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(f -> part.startsWith(".") || !name(f).startsWith("."))
                    .filter(f -> names.matcher(name(f)).matches())
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.of(); // what cannot be listed has nothing that fits
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String expression(String glob) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (c == '*') out.append(".*");
            else if (c == '?') out.append('.');
            else if (close > 0) {
                out.append(BracketSet.expression(glob.substring(i + 1, close), "!^"));
                i = close;
            } else {
                if (c == '\\' && i + 1 < glob.length()) c = glob.charAt(++i);
                out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return out.toString();
    }
}
