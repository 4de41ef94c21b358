package io.drydock.approval;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one signature says: these programs may be run, until then. A program is named by its fingerprint, so that the approval holds for the
 * text that was read, whatever plan it is in.
 */
public record Approval(Instant made, Instant until, List<String> programs) {
    static final String HEAD = "drydock approval 1";
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    public Approval {
        programs = List.copyOf(programs);
    }

    /** What is signed. */
    String text() {
        StringBuilder text = new StringBuilder(HEAD + "\nmade " + made + "\nuntil " + until + "\n");
        programs.forEach(p -> text.append("program ").append(p).append('\n'));
        return text.toString();
    }

    /** Empty when it is not exactly such a text. */
    static Optional<Approval> of(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 4) return Optional.empty();
        List<String> programs = new ArrayList<>();
        for (String line : lines.subList(3, lines.size())) {
            String program = after("program ", line);
            if (!FINGERPRINT.matcher(program).matches()) return Optional.empty();
            programs.add(program);
        }
        try {
            Instant made = Instant.parse(after("made ", lines.get(1)));
            Approval approval = new Approval(made, Instant.parse(after("until ", lines.get(2))), programs);
            return Optional.of(approval).filter(a -> a.text().equals(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String after(String word, String line) {
        return line.startsWith(word) ? line.substring(word.length()) : "";
    }
}
