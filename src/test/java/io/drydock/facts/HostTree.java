package io.drydock.facts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * A host of another distribution, as one text file: a comment, then sections {@code == KIND PATH} with a file's content
 * (file, gzip, program: an executable script, dir, efi: an EFI variable), and last what is expected: {@code == expect}, with lines
 * {@code NAME: VALUE}, and {@code == assess}, with findings. In short form, config is a kernel's configuration with
 * every option on that it does not mention, and modules a list of all modules but those it mentions.
 */
public record HostTree(Path source, Map<String, String> sections) {
    private static final Pattern HEADER = Pattern.compile("(?m)^== (.+)\n");
    private static final Pattern SHELL_LIST = Pattern.compile("(?m)^(\\w+)='([^']+)'");
    public static final String EXPECT = "expect";
    public static final String ASSESS = "assess";

    public static HostTree read(Path source) throws IOException {
        var text = Files.readString(source);
        var sections = new LinkedHashMap<String, String>();
        var header = HEADER.matcher(text);
        boolean more = header.find();
        while (more) {
            var name = header.group(1);
            int from = header.end();
            more = header.find();
            sections.put(name, text.substring(from, more ? header.start() : text.length()));
        }
        return new HostTree(source, sections);
    }

    public void unpack(Path root) throws IOException {
        for (var section : sections.entrySet()) {
            if (section.getKey().contains(" ")) {
                var words = section.getKey().split(" ", 2);
                unpack(words[0], root.resolve(words[1].substring(1)), section.getValue());
            }
        }
    }

    private void unpack(String kind, Path path, String content) throws IOException {
        Files.createDirectories(kind.equals("dir") ? path : path.getParent());
        switch (kind) {
            case "dir" -> {}
            case "file" -> Files.writeString(path, content);
            case "program" -> {
                Files.writeString(path, "#!/bin/sh\n" + content);
                path.toFile().setExecutable(true);
            }
            case "gzip" -> {
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
                    out.write(content.getBytes());
                }
            }
            case "efi" -> Files.write(path, variable(content.strip()));
            case "config" -> Files.writeString(path, config(content));
            case "modules" -> Files.writeString(path, modules(content));
            default -> throw new IllegalArgumentException(source + ": no such kind of section: " + kind);
        }
    }

    /** Four bytes of attributes, and UTF-16; four hexadecimal digits are a number. */
    private static byte[] variable(String value) {
        var text = value.matches("[0-9A-F]{4}") ? Character.toString(Integer.parseInt(value, 16)) : value;
        return ("\0\0" + text).getBytes(StandardCharsets.UTF_16LE);
    }

    private static String config(String mentioned) throws IOException {
        var lines = new StringBuilder(mentioned);
        for (var option : list("KERNEL_OPTIONS")) {
            if (!mentioned.contains("CONFIG_" + option + "=")) {
                lines.append("CONFIG_").append(option).append("=y\n");
            }
        }
        return lines.toString();
    }

    private static String modules(String absent) throws IOException {
        var lines = new StringBuilder();
        var pairs = new ArrayList<String>();
        for (var list : List.of("NEEDED_MODULES", "USEFUL_MODULES", "HOLED_MODULES"))
            for (var word : list(list)) pairs.addAll(List.of(word.split("\\|")));
        for (var pair : pairs) {
            var name = pair.substring(0, pair.indexOf(':'));
            if (!absent.lines().toList().contains(name)) {
                lines.append("kernel/").append(name).append(".ko.xz:\n");
            }
        }
        return lines.toString();
    }

    /** The words of a list at the top of facts.sh. */
    public static List<String> list(String name) throws IOException {
        return SHELL_LIST
                .matcher(Files.readString(Gatherer.HOME.resolve("templates/facts.sh")))
                .results()
                .filter(list -> list.group(1).equals(name))
                .flatMap(list -> Arrays.stream(list.group(2).strip().split("\\s+")))
                .toList();
    }

    /** Empty when the file does not have that section. */
    public String expected(String section) {
        return sections.getOrDefault(section, "");
    }

    /** Writes down what was found. A file without the section expects nothing of the kind, and stays as it is. */
    public void expect(String section, String lines) throws IOException {
        if (!sections.containsKey(section)) return;
        var text = Files.readString(source);
        var header = "== " + section + "\n";
        int from = text.indexOf(header) + header.length();
        int to = text.indexOf("\n== ", from - 1) + 1;
        Files.writeString(source, text.substring(0, from) + lines + (to > 0 ? text.substring(to) : ""));
    }
}
