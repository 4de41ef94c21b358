package io.drydock.sshconfig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OpenSSH's own client. */
final class Openssh {
    static final Path SSH = Path.of("/usr/bin/ssh");

    private static final Map<String, List<String>> ALGORITHMS = new HashMap<>();
    private static final Pattern VERSION = Pattern.compile("OpenSSH_([0-9]+)\\.([0-9]+)");

    private Openssh() {}

    /** @param settings by option, of those that Drydock obeys; empty where ssh has refused */
    record Answer(Map<String, List<String>> settings, String errors) {}

    static Answer resolve(List<String> options, String host) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("-G"));
        words.addAll(options);
        words.addAll(List.of("--", host));
        Ran ran = run(words.toArray(String[]::new));
        return new Answer(ran.status == 0 ? settings(ran.out) : Map.of(), ran.err);
    }

    private static Map<String, List<String>> settings(String out) {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        out.lines().forEach(line -> {
            String[] parts = line.split(" ", 2);
            String key = parts[0].toLowerCase(Locale.ROOT);
            boolean obeyed = Keyword.of(key).isPresent() && !key.equals("ignoreunknown") && !key.equals("tag");
            if (obeyed) settings.computeIfAbsent(key, _ -> new ArrayList<>()).add(parts.length > 1 ? parts[1] : "");
        });
        return settings;
    }

    /** What {@code ssh -G} says where nobody says anything. Debian has another default for those that run in batches. */
    static Map<String, List<String>> defaults(String host, String batch) throws IOException, InterruptedException {
        return resolve(List.of("-F", "none", "-o", "BatchMode=" + batch), host).settings();
    }

    /** Major and minor number, 9.2 as 902. */
    static int version() throws IOException, InterruptedException {
        Matcher version = VERSION.matcher(run("-V").err);
        return version.find() ? 100 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2)) : 0;
    }

    /** All algorithms of a kind. */
    static List<String> algorithms(String kind) throws IOException, InterruptedException {
        List<String> known = ALGORITHMS.get(kind);
        if (known == null)
            ALGORITHMS.put(kind, known = run("-Q", kind).out.lines().toList());
        return known;
    }

    /** This machine as ssh sees it, which asks the user database for the home directory. */
    static LocalMachine machine() throws IOException {
        LocalMachine here = LocalMachine.current();
        Process shell = new ProcessBuilder("sh", "-c", "eval echo ~" + here.user()).start();
        String home = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new LocalMachine(here.name(), here.user(), here.uid(), Path.of(home), here.environment());
    }

    private record Ran(int status, String out, String err) {}

    private static Ran run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SSH.toString()));
        command.addAll(List.of(words));
        Path err = java.nio.file.Files.createTempFile("ssh", "err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        String errors = java.nio.file.Files.readString(err);
        java.nio.file.Files.delete(err);
        return new Ran(status, out, errors);
    }
}
