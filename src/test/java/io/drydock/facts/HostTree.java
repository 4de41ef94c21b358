package io.drydock.facts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * A host of another distribution, as one text file: a comment, then sections {@code == KIND PATH} with a file's content
 * (file, gzip, program: an executable script, dir), and last {@code == expect}, with lines {@code NAME: VALUE}.
 */
record HostTree(Path source, Map<String, String> sections) {
  private static final Pattern HEADER = Pattern.compile("(?m)^== (.+)\n");
  static final String EXPECT = "expect";

  static HostTree read(Path source) throws IOException {
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

  void unpack(Path root) throws IOException {
    for (var section : sections.entrySet()) {
      if (!section.getKey().equals(EXPECT)) {
        var words = section.getKey().split(" ", 2);
        unpack(words[0], root.resolve(words[1].substring(1)), section.getValue());
      }
    }
  }

  private void unpack(String kind, Path path, String content) throws IOException {
    Files.createDirectories(kind.equals("dir") ? path : path.getParent());
    switch (kind) {
      case "dir" -> { }
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
      default -> throw new IllegalArgumentException(source + ": no such kind of section: " + kind);
    }
  }

  String expected() {
    return sections.get(EXPECT);
  }

  void expect(String lines) throws IOException {
    var text = Files.readString(source);
    var header = "== " + EXPECT + "\n";
    Files.writeString(source, text.substring(0, text.indexOf(header)) + header + lines);
  }
}
