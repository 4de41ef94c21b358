package io.drydock.diag;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Masks secrets in text, in all the ways that {@link Spelling} knows and as base64 or hexadecimal digits; each line of one that has
 * several is one, too. A line that holds a secret too short to be masked is withheld. The work is in proportion to the length of the text times that of
 * the secrets. Grows with what it is told; not thread-safe.
 */
public final class Masking {
    /** What stands for a line that is not shown. */
    public static final String WITHHELD = "(withheld: it may contain a short secret)";

    private static final int SHORTEST =
            3; // letters; where shorter ones were masked, what is left of the text would tell them
    private static final int SHORTEST_CODE = 4;
    private static final int LINES = 2000; // of one secret, each looked for by itself
    private static final int CODED = 1 << 14; // characters of a secret that is looked for in other forms, too
    /** A variable named like a secret can be a switch. */
    private static final Set<String> SWITCHES = Set.of("", "yes", "no", "true", "false", "on", "off");

    private static final String ESCAPES = "\\%&'\"$";

    private final Set<String> known = new HashSet<>();
    private final Map<Integer, List<Spelling>> byFirst = new HashMap<>();
    private final List<Spelling> escaped = new ArrayList<>();
    private final List<Spelling> tooShort = new ArrayList<>();

    public Masking() {}

    /** A copy, which may be told more. */
    public Masking(Masking other) {
        known.addAll(other.known);
        other.byFirst.forEach((first, spellings) -> byFirst.put(first, new ArrayList<>(spellings)));
        escaped.addAll(other.escaped);
        tooShort.addAll(other.tooShort);
    }

    /** All secrets in plain data. */
    public void addAll(@Nullable Object data) {
        switch (data) {
            case Secret secret -> add(secret);
            case Collection<?> list -> list.forEach(this::addAll);
            case Map<?, ?> map -> map.values().forEach(this::addAll);
            case null, default -> {}
        }
    }

    /** All that another one masks. */
    public void addAll(Masking other) {
        other.known.forEach(this::add);
    }

    public void add(Secret secret) {
        secret.parts().forEach(this::add);
    }

    private void add(String part) {
        String text = part.strip();
        if (SWITCHES.contains(text) || !known.add(text)) return;
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .limit(LINES)
                .toList();
        if (Spelling.of(text).letters() < SHORTEST) {
            tooShort.add(Spelling.of(text));
            look(Spelling.ofBase64(base64(text.getBytes(StandardCharsets.UTF_8))));
            return;
        }
        if (lines.size() > 1 && text.length() <= CODED) {
            look(Spelling.of(text));
            coded(text);
        }
        for (String line : lines) {
            Spelling spelling = Spelling.of(line);
            if (spelling.letters() < SHORTEST) continue; // it says nothing of the others
            look(spelling);
            coded(line);
        }
    }

    /** Base64 of a text depends on how many bytes are before it, modulo 3; what depends on others than its own is left out. */
    private void coded(String text) {
        if (text.length() > CODED) return;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String digits = HexFormat.of().formatHex(bytes);
        look(Spelling.of(digits));
        look(Spelling.of(HexFormat.of().withUpperCase().formatHex(bytes)));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String code = base64(shifted).substring(before == 0 ? 0 : before + 1, shifted.length * 8 / 6);
            if (code.length() >= SHORTEST_CODE) look(Spelling.ofBase64(code));
            if (code.length() >= SHORTEST_CODE && (code.contains("+") || code.contains("/")))
                look(Spelling.ofBase64(code.replace('+', '-').replace('/', '_')));
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private void look(Spelling spelling) {
        if (spelling.mayBeginEscaped()) escaped.add(spelling);
        if (spelling.first() >= 0)
            byFirst.computeIfAbsent(spelling.first(), c -> new ArrayList<>()).add(spelling);
    }

    /** Whether anything of the text would be masked. */
    public boolean finds(String text) {
        return !apply(text).equals(text);
    }

    /** The text without secrets. What has been masked before stays as it is. */
    public String apply(String text) {
        return byFirst.isEmpty() && escaped.isEmpty() && tooShort.isEmpty() ? text : withheld(masked(text));
    }

    private String masked(String text) {
        StringBuilder out = new StringBuilder(text.length());
        List<Spelling.Reading> readings = Spelling.Reading.of(text);
        int masked = 0; // up to where
        for (int i = 0; i < text.length(); i++) {
            if (i >= masked && text.startsWith(Secret.MASK, i)) {
                out.append(Secret.MASK);
                i += Secret.MASK.length() - 1;
                continue;
            }
            Found found = longest(text, i, readings);
            if (found.end() > masked) {
                if (i >= masked) mask(out, found);
                masked = found.end();
            }
            if (i >= masked) out.append(text.charAt(i));
        }
        return out.toString();
    }

    private record Found(int end, boolean coded) {}

    private Found longest(String text, int at, List<Spelling.Reading> readings) {
        boolean escape = ESCAPES.indexOf(text.charAt(at)) >= 0;
        Found found = new Found(-1, false);
        for (Spelling spelling : escape ? escaped : byFirst.getOrDefault(text.codePointAt(at), List.of())) {
            int end = spelling.end(text, at, readings);
            if (end > found.end()) found = new Found(end, spelling.isCoded());
        }
        return found;
    }

    private static void mask(StringBuilder out, Found found) {
        int last = out.length() - 1;
        if (found.coded() && last >= 0 && Spelling.isBase64(out.charAt(last)))
            out.setLength(last); // it holds the first bits
        out.append(Secret.MASK);
    }

    private String withheld(String text) {
        if (tooShort.isEmpty()) return text;
        return Arrays.stream(text.split("\n", -1))
                .map(l -> holdsShort(l) ? WITHHELD : l)
                .collect(Collectors.joining("\n"));
    }

    private boolean holdsShort(String line) {
        if (line.equals(WITHHELD)) return false;
        String rest = line.replace(Secret.MASK, "\n");
        List<Spelling.Reading> readings = Spelling.Reading.of(rest);
        for (int i = 0; i < rest.length(); i++) {
            for (Spelling spelling : tooShort) {
                if (spelling.end(rest, i, readings) >= 0) return true;
            }
        }
        return false;
    }
}
