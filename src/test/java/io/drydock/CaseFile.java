package io.drydock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A test case in one text file: sections that begin with a line {@code == name}. With -Dupdate results are written back. */
public record CaseFile(Path file, Map<String, String> sections) {
    public static final boolean UPDATE = System.getProperty("update") != null;

    public static CaseFile read(Path file) throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        String name = "";
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("== ")) {
                sections.put(name, text.toString());
                name = line.substring(3).strip();
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        sections.put(name, text.toString());
        return new CaseFile(file, sections);
    }

    public String section(String name) {
        return sections.getOrDefault(name, "");
    }

    public void update(Map<String, String> results) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(sections);
        results.forEach((name, text) -> {
            if (all.containsKey(name)) all.put(name, text);
        });
        StringBuilder whole = new StringBuilder(all.getOrDefault("", ""));
        all.forEach((name, text) -> {
            if (!name.isEmpty()) whole.append("== ").append(name).append('\n').append(text);
        });
        Files.writeString(file, whole);
    }
}
