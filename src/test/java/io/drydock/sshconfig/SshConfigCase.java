package io.drydock.sshconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One case of a file that has several. A line {@code == NAME} begins one; {@code hosts:} and {@code options:} may follow, then the lines
 * of the file {@code config}, and behind {@code -- FILE} those of another. {@code ${dir}} is the folder, <code>\t</code> a tab and
 * <code>\r</code> a carriage return.
 *
 * @param options of the command line, each with its value
 * @param since the version of OpenSSH that does so, 9.2 as 902
 */
record SshConfigCase(String name, List<String> hosts, List<String> options, int since, Map<String, String> files) {
    static final String CONFIG = "config";

    static List<SshConfigCase> read(Path file) throws IOException {
        List<SshConfigCase> cases = new ArrayList<>();
        for (String text : Files.readString(file).split("(?m)^== ")) {
            if (!text.isBlank()) cases.add(of(file.getFileName() + " " + text));
        }
        return cases;
    }

    private static SshConfigCase of(String text) {
        String[] lines = text.split("\n");
        List<String> hosts = List.of("web");
        List<String> options = List.of();
        int since = 0;
        int i = 1;
        for (; i < lines.length && lines[i].matches("(hosts|options|since): .*"); i++) {
            String value = lines[i].split(": ", 2)[1];
            switch (lines[i].charAt(0)) {
                case 'h' -> hosts = List.of(value.split(" "));
                case 's' -> since = Integer.parseInt(value);
                default ->
                    options = Arrays.stream(value.split(" \\| "))
                            .flatMap(o -> Arrays.stream(o.split(" ", 2)))
                            .toList();
            }
        }
        Map<String, String> files = new LinkedHashMap<>();
        String current = CONFIG;
        files.put(current, "");
        for (; i < lines.length; i++) {
            if (lines[i].startsWith("-- ")) files.put(current = lines[i].substring(3), "");
            else files.merge(current, lines[i].replace("\\t", "\t").replace("\\r", "\r") + "\n", String::concat);
        }
        return new SshConfigCase(lines[0], hosts, options, since, files);
    }

    boolean isFor(int version) {
        return version >= since;
    }

    /** Whether no file is read, which {@code -F none} says. */
    boolean isWithoutFile() {
        return files.getOrDefault(CONFIG, "").isEmpty() && files.size() == 1;
    }

    Path write(Path folder) throws IOException {
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue().replace("${dir}", folder.toString()));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        }
        return folder.resolve(CONFIG);
    }
}
