package io.drydock.diag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    private static String masked(String secret, String text) {
        Masking masking = new Masking();
        masking.add(new Secret(secret));
        return masking.apply(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      hunter2  | pw=hunter2;           | pw=(secret);
      hunter2  | h\\u0075nter2         | (secret)
      hunter2  | hun ter2              | (secret)
      hunter2  | h u n t e r 2         | (secret)
      pa"ss\\wd| {"p": "pa\\"ss\\\\wd"} | {"p": "(secret)"}
      pa"ss\\wd| "{\\"p\\": \\"pa\\\\\\"ss\\\\\\\\wd\\"}" | "{\\"p\\": \\"(secret)\\"}"
      it's-it  | 'it'\\''s-it'         | '(secret)'
      it's-it  | it'"'"'s-it           | (secret)
      it's-it  | 'it''s-it'            | '(secret)'
      it's-it  | it\\'s-it             | (secret)
      a$b&c d  | a\\$b\\&c\\ d         | (secret)
      a$b&c d  | a%24b%26c+d           | (secret)
      a$b&c d  | a%24b%26c%20d         | (secret)
      a$b&c d  | a$$b&amp;c d          | (secret)
      50%25off | 50%25off 50%2525off   | (secret) (secret)
      käse-öl  | k%C3%a4se-%c3%B6l     | (secret)
      käse-öl  | k\\u00e4se-\\u00f6l   | (secret)
      käse-öl  | k\\303\\244se-\\303\\266l | (secret)
      secret   | a (secret) secret     | a (secret) (secret)
      abc      | xabcx ab c            | x(secret)x ab c
      """)
    void isFoundHoweverItIsWritten(String secret, String text, String shown) {
        assertEquals(shown, masked(secret, text));
        assertEquals(shown, masked(secret, shown), "what is masked stays as it is");
    }

    @Test
    void isFoundBetweenControlCharactersAndInCodes() {
        assertEquals("<(secret)\u0001>", masked("hunter2", "<h\u0001u\u0001n\u0000t\u001be\u0001r\u200b2\u0001>"));
        assertEquals("(secret)", masked("hunter2", "aHVudGVyMg=="));
        for (String user : List.of("u:", "me:", "joe:", "jane:")) {
            String shown = masked("hunter2", "Basic " + base64(user + "hunter2"));
            assertTrue(shown.endsWith("(secret)") && shown.length() < 22, shown);
        }
        assertEquals("68 (secret)", masked("hunter2", "68 68 75 6e 74 65 72 32"));
        assertEquals(
                "(secret)",
                masked(
                        "k\u00ff\u00feey?>",
                        Base64.getUrlEncoder().encodeToString("k\u00ff\u00feey?>".getBytes(StandardCharsets.UTF_8))));
        assertEquals("(secret)", masked("p".repeat(90), base64("p".repeat(90)).replaceAll("(.{76})", "$1\n")));
    }

    @Test
    void everyLineIsASecret() {
        String secret = "first-line\n  second-line\n}\nthird-line\n";
        assertEquals(" +  (secret)\n-x\n+}", masked(secret, " +  second-line\n-x\n+}"));
        assertEquals("a(secret)b", masked(secret, "afirst-line\\n  second-line\\n}\\nthird-lineb"));
        assertEquals("+(secret)", masked(secret, "+first-line\n+  second-line\n+}\n+third-line"));
        assertEquals("(secret)", masked("a\nb\nc\nd", "a\nb\nc\nd"), "all lines are short");
    }

    @Test
    void linesWithAShortSecretAreWithheld() {
        String text = "one\nxx ab xx\nxx a\u0001b\n%61%62\nYWI=\na b\n";
        assertEquals(
                "one\n" + Masking.WITHHELD + "\n" + Masking.WITHHELD + "\n" + Masking.WITHHELD + "\n(secret)\na b\n",
                masked("ab", text));
        assertEquals(masked("ab", text), masked("ab", masked("ab", text)));
        assertEquals(Masking.WITHHELD, masked("(", "f(x)"));
        assertEquals("(secret)", masked("e", "(secret)"), "a mask tells nothing");
        for (String word : List.of("", "yes", "no", "true", "off"))
            assertEquals("yes, no, true, off", masked(word, "yes, no, true, off"));
    }

    @Test
    void secretsThatOverlapLeaveNothing() {
        Masking masking = new Masking();
        masking.addAll(
                List.of(new Secret("abcdef"), Map.of("x", List.of(new Secret("defghi"))), new Secret("abc"), "free"));
        assertEquals("-(secret)-(secret)-free", masking.apply("-abcdefghi-abc-free"));
    }

    @Test
    void whatIsMadeOfASecretShowsTheRest() {
        Secret url = new Secret("http://u:p%40ss1@h/", Set.of("p@ss1"));
        assertEquals("http://u:(secret)@h/", url.shown());
        assertEquals("(secret)", new Secret("p@ss1").shown());
        assertFalse((url + " " + List.of(url) + Map.of("x", url)).contains("ss1"));
    }

    /** Some secrets of every kind of character, in every spelling, in other text. */
    @Test
    void noSecretIsSeenInAnySpelling() {
        Random random = new Random(8);
        for (int i = 0; i < 2000; i++) {
            String secret = secret(random);
            Masking masking = new Masking();
            masking.add(new Secret(secret));
            spellings(secret).forEach((name, spelling) -> {
                String shown = masking.apply("<<" + spelling + ">>");
                assertTrue(
                        !shown.contains(spelling) && shown.length() <= 4 + Masking.WITHHELD.length(),
                        () -> name + " of " + secret + ": " + shown);
                assertEquals(shown, masking.apply(shown), name);
            });
        }
    }

    private static String secret(Random random) {
        String alphabet = "abcXYZ019'\"\\$`%&+<>;|*?#=: /-_.,(){}[]~^@!\u00e4\u20ac\u4e2d";
        int length = 6 + random.nextInt(20);
        String letters =
                random.ints(3, 0, 9).mapToObj(n -> alphabet.substring(n, n + 1)).collect(Collectors.joining());
        return letters
                + random.ints(length, 0, alphabet.length())
                        .mapToObj(n -> alphabet.substring(n, n + 1))
                        .collect(Collectors.joining())
                        .replaceAll("(?<=[$'\"\\\\ ]) +| +(?=[$'\"\\\\ ])", "")
                        .strip()
                + "q"; // which space is whose would be a guess
    }

    private static Map<String, String> spellings(String secret) {
        Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
        ways.put("plain", s -> s);
        ways.put("json", s -> s.replace("\\", "\\\\").replace("\"", "\\\""));
        ways.put("ascii json", s -> json(s));
        ways.put("json in json", s -> json("\"" + json(s) + "\""));
        ways.put("single quotes", s -> s.replace("'", "'\\''"));
        ways.put("single quotes with double ones", s -> s.replace("'", "'\"'\"'"));
        ways.put("printf %q", s -> s.replaceAll("([^A-Za-z0-9_./:=@%+,\\u0080-\\uffff-])", "\\\\$1"));
        ways.put("double quotes", s -> s.replaceAll("([\"\\\\$`])", "\\\\$1"));
        ways.put("form", s -> URLEncoder.encode(s, StandardCharsets.UTF_8));
        ways.put("url", s -> URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20"));
        ways.put(
                "lower-case url",
                s -> Pattern.compile("%..")
                        .matcher(URLEncoder.encode(s, StandardCharsets.UTF_8))
                        .replaceAll(c -> c.group().toLowerCase(Locale.ROOT)));
        ways.put(
                "xml",
                s -> s.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;"));
        ways.put("base64", MaskingTest::base64);
        ways.put("hexadecimal", s -> HexFormat.of().formatHex(s.getBytes(StandardCharsets.UTF_8)));
        ways.put(
                "control characters",
                s -> s.codePoints().mapToObj(Character::toString).collect(Collectors.joining("\u0001")));
        ways.put("spaced out", s -> s.codePoints().mapToObj(Character::toString).collect(Collectors.joining("   ")));
        ways.put("folded", s -> s.replaceAll("(.{4})", "$1\n+"));
        Map<String, String> spellings = new LinkedHashMap<>();
        ways.forEach((name, way) -> spellings.put(name, way.apply(secret)));
        return spellings;
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .chars()
                .mapToObj(c -> c < 128 ? Character.toString(c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void longTextsAndManySecretsTakeLittleTime() {
        Masking masking = new Masking();
        for (int i = 0; i < 50; i++) masking.add(new Secret("a".repeat(20) + i + "\n".repeat(i % 3) + "z"));
        masking.add(new Secret(new Random(1)
                .ints(20_000, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .replaceAll("(.{64})", "$1\n")));
        for (String unit : List.of("a", "\\", "%", "'", "a\u0001", "a\n+", "(secret", " ", "&#97;", "\n")) {
            String text = unit.repeat((1 << 17) / unit.length());
            assertTimeout(Duration.ofSeconds(20), () -> masking.apply(text), unit);
        }
    }
}
