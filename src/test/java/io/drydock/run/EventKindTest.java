package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the shell says and what the controller understands are the same. */
class EventKindTest {
    private static final Path TEMPLATES = Path.of(System.getProperty("drydock.home", "."), "templates");
    private static final String WORD = "(?:\"(?:\\\\.|[^\"\\\\])*\"|'[^']*'|[^\\s;&|()\"'])+";
    /** A call of ev with its words: the kind, the step, and the texts. */
    private static final Pattern CALL = Pattern.compile("(?m)(?<![\\w-])ev((?: +" + WORD + ")+)");

    @Test
    void theShellSaysWhatTheControllerUnderstands() throws IOException {
        Map<String, Set<Integer>> said = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            for (Path file :
                    files.filter(f -> f.toString().matches(".*\\.sh(\\.ftl)?")).toList())
                calls(Files.readString(file).replaceAll("(?m)(^|\\s)#.*", ""), said);
        }
        Map<String, Set<Integer>> understood = new TreeMap<>();
        for (EventKind kind : EventKind.values()) understood.put(kind.label(), Set.of(kind.texts));
        assertEquals(understood, said);
    }

    private static void calls(String text, Map<String, Set<Integer>> said) {
        CALL.matcher(text).results().forEach(call -> {
            String[] words = Pattern.compile(WORD)
                    .matcher(call.group(1))
                    .results()
                    .map(w -> w.group())
                    .toArray(String[]::new);
            said.computeIfAbsent(words[0], k -> new TreeSet<>()).add(words.length - 2);
        });
    }

    @Test
    void everyCallIsFound() {
        Map<String, Set<Integer>> said = new TreeMap<>();
        calls("a() { ev a 0; }; b && ev b \"$T\" \"${x:-$(y; z)}\" 'q; r'; c\n  0) ev \"$k\" 1 x ;;\nbrev d 0", said);
        assertEquals(Map.of("a", Set.of(0), "b", Set.of(2), "\"$k\"", Set.of(1)), said);
    }
}
