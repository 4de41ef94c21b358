package io.drydock.sshconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, ports and times as OpenSSH reads them; empty for what is none. */
final class Numbers {
    private static final Pattern DIGITS = Pattern.compile("\\s*[+]?([0-9]{1,18})");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,10})([smhdw]?)");
    private static final Map<String, Long> UNITS =
            Map.of("", 1L, "s", 1L, "m", 60L, "h", 3600L, "d", 24 * 3600L, "w", 7 * 24 * 3600L);
    private static final Path SERVICES = Path.of("/etc/services");

    private Numbers() {}

    static Optional<String> number(String text) {
        return number(text, 0, Integer.MAX_VALUE);
    }

    private static Optional<String> number(String text, long least, long most) {
        Matcher digits = DIGITS.matcher(text);
        if (!digits.matches()) return Optional.empty();
        long number = Long.parseLong(digits.group(1));
        return number >= least && number <= most ? Optional.of(String.valueOf(number)) : Optional.empty();
    }

    /** A number, or the name of a service. */
    static Optional<String> port(String text) {
        return number(text, 1, 65535).or(() -> DIGITS.matcher(text).matches() ? Optional.empty() : service(text));
    }

    private static Optional<String> service(String name) {
        try (var lines = Files.lines(SERVICES)) {
            return lines.map(line -> line.split("#", 2)[0].strip().split("\\s+"))
                    .filter(words -> words.length > 1 && words[1].endsWith("/tcp"))
                    .filter(words -> words[0].equals(name)
                            || java.util.Arrays.asList(words)
                                    .subList(2, words.length)
                                    .contains(name))
                    .map(words -> words[1].substring(0, words[1].indexOf('/')))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty(); // no table of services, no names
        }
    }

    /** {@code 90}, {@code 1m30s}, {@code 2h}. */
    static Optional<String> seconds(String text) {
        Matcher part = TIME.matcher(text.toLowerCase(Locale.ROOT));
        long total = 0;
        int end = 0;
        while (end < text.length() && part.find() && part.start() == end) {
            total += Long.parseLong(part.group(1)) * UNITS.getOrDefault(part.group(2), 0L);
            end = part.end();
        }
        boolean all = end == text.length() && end > 0;
        return all && total <= Integer.MAX_VALUE ? Optional.of(String.valueOf(total)) : Optional.empty();
    }
}
