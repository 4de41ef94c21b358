package io.drydock.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.action.Argument.Secrecy;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.template.Scope;
import io.drydock.template.TemplateEngine;
import io.drydock.template.TemplateFailure;
import io.drydock.template.Unknown;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.YamlReader;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What no argument takes: more than a line where it goes into one, and numbers that a shell cannot count with. */
class ArgumentLimitsTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home"));
    private static final TemplateEngine ENGINE = new TemplateEngine();
    private static final Set<Argument.Type> LINES =
            Set.of(Argument.Type.STRING, Argument.Type.STRINGS, Argument.Type.PATH);
    private static final Set<Argument.Type> NUMBERS =
            Set.of(Argument.Type.INTEGER, Argument.Type.SIZE, Argument.Type.NUMBER);

    private record Place(ActionSpec action, Argument argument) {
        /** The problem of the task that gives this value, as the reader of the playbook sees it: before any host is touched. */
        Optional<Diagnostic> problem(Object value) {
            return bind("${value}").problems(scope(value), scope(value)).stream()
                    .findFirst();
        }

        /** The same for a value that is known only while the task is compiled for its host. */
        Optional<Diagnostic> lateProblem(Object value) {
            Arguments arguments = bind("${value}");
            assertEquals(
                    List.of(), arguments.problems(scope(io.drydock.template.Any.ANY), scope(new Unknown("a task"))));
            try {
                arguments.evaluate(scope(value));
                return Optional.empty();
            } catch (TemplateFailure e) {
                return Optional.of(e.diagnostic());
            }
        }

        Arguments bind(String yaml) {
            Diagnostics problems = new Diagnostics();
            String task = action.name() + ": {" + argument.name() + ": \"" + yaml + "\"}";
            var node = YamlReader.read("play.yml", task, problems)
                    .flatMap(n -> ((io.drydock.yaml.YamlMap) n).get(action.name()));
            return new ArgumentBinder(
                            ENGINE, new ControllerFiles(Trust.everybody(), VaultKeyring.EMPTY), new Diagnostics())
                    .bind(action, SourcePos.of("play.yml"), node, List.of(), true, HOME);
        }

        @Override
        public String toString() {
            return action.name() + "." + argument.name();
        }
    }

    private static List<Place> places(Predicate<Argument> chosen) {
        Diagnostics problems = new Diagnostics();
        ActionLibrary library = new ActionLibrary(List.of(HOME.resolve("templates")), ENGINE, problems);
        List<Place> places = new ArrayList<>();
        for (String name : library.names()) {
            ActionSpec action = library.find(name).orElseThrow();
            action.arguments().values().stream().filter(chosen).forEach(a -> places.add(new Place(action, a)));
        }
        assertEquals(List.of(), problems.all());
        return places;
    }

    private static Scope scope(Object value) {
        return new Scope() {
            @Override
            public Object get(String name) {
                return name.equals("value") ? value : null;
            }

            @Override
            public Set<String> names() {
                return Set.of("value");
            }
        };
    }

    @TestFactory
    Stream<DynamicTest> aLineIsOne() {
        List<Place> places = places(a -> LINES.contains(a.type()));
        assertTrue(places.size() > 100, places.toString());
        return places.stream()
                .map(place -> DynamicTest.dynamicTest(place.toString(), () -> {
                    for (String text : List.of("/a\nb", "/a\n", "\n", "/a\rb", "/a\0b")) {
                        for (Object value : List.of(text, new Secret(text), List.of("/a", text))) {
                            if (value instanceof Secret && place.argument().secrecy() == Secrecy.NO)
                                continue; // it is refused for what it is
                            if (value instanceof List && place.argument().type() != Argument.Type.STRINGS) continue;
                            refused(place, place.problem(value));
                            refused(place, place.lateProblem(value));
                        }
                    }
                    Diagnostic written =
                            place.bind("/a\\nb").problems(scope(""), scope("")).getFirst();
                    assertEquals(
                            "play.yml:1:"
                                    + (place.action().name().length()
                                            + place.argument().name().length()
                                            + 6),
                            written.pos().toString());
                    assertTrue(written.message().contains("has several lines"), written.message());
                }));
    }

    @TestFactory
    Stream<DynamicTest> noTextHoldsWhatItsPlaceCannot() {
        List<Place> places = places(a -> !a.without().isEmpty());
        assertTrue(places.size() > 12, places.toString());
        return places.stream()
                .map(place -> DynamicTest.dynamicTest(
                        place.toString(),
                        () -> place.argument().without().chars().forEach(c -> {
                            String text = "/a" + Character.toString(c) + "b";
                            refused(place, place.problem(text));
                            if (place.argument().secrecy() != Secrecy.NO)
                                refused(place, place.lateProblem(new Secret(text)));
                            if (place.argument().type() != Argument.Type.ANY) return;
                            refused(place, place.problem(List.of("/b", Map.of("url", text))));
                            refused(place, place.lateProblem(List.of(List.of(text))));
                        })));
    }

    private static void refused(Place place, Optional<Diagnostic> problem) {
        assertTrue(problem.isPresent(), place + " takes it");
        assertTrue(
                problem.get()
                        .message()
                        .startsWith("argument \"" + place.argument().name() + "\": h"),
                problem.get().message());
        assertTrue(
                problem.get().pos().toString().startsWith("play.yml:1:"),
                problem.get().pos().toString());
    }

    @Test
    void aTextMayHaveSeveralLines() {
        List<Place> texts = places(a -> a.type() == Argument.Type.TEXT || a.type() == Argument.Type.TEXTS);
        assertTrue(texts.size() > 7, texts.toString());
        for (Place place : texts) {
            assertEquals(Optional.empty(), place.problem("a\nb\r\n"), place.toString());
            assertTrue(place.problem("a\0b").isPresent(), place.toString());
        }
    }

    @Test
    void whatGoesIntoAFileOfColonsHoldsNone() {
        for (String name : List.of(
                "user.comment",
                "user.home",
                "user.shell",
                "user.password",
                "user.group",
                "user.groups",
                "docker_engine.users",
                "file.owner",
                "file.group",
                "copy.owner",
                "template.group",
                "line.owner")) {
            Place place = places(a -> true).stream()
                    .filter(p -> p.toString().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    "argument \"" + place.argument().name() + "\": holds the character :",
                    place.problem("/a:b").orElseThrow().message(),
                    name);
        }
    }

    @Test
    void aMapsNamesAreLines() {
        for (Place place : places(a -> a.type() == Argument.Type.MAP)) {
            refused(place, place.problem(Map.of("a\nb", "c")));
            refused(place, place.lateProblem(Map.of("a", "b\0c")));
            assertEquals(Optional.empty(), place.problem(Map.of("a", "b\nc")), place.toString());
        }
    }

    @TestFactory
    Stream<DynamicTest> aNumberIsInItsRange() {
        List<Place> places = places(a -> NUMBERS.contains(a.type()));
        assertTrue(places.size() > 15, places.toString());
        return places.stream()
                .map(place -> DynamicTest.dynamicTest(place.toString(), () -> {
                    var range = place.argument()
                            .range()
                            .orElseThrow(() -> new AssertionError(place + " does not say its range"));
                    BigInteger most = BigInteger.valueOf(range.most()), least = BigInteger.valueOf(range.least());
                    for (String text : List.of(
                            "99999999999999999999",
                            "18446744073709551617",
                            "1" + "0".repeat(400),
                            most.add(BigInteger.ONE).toString())) {
                        outOfRange(place, text);
                    }
                    if (place.argument().type() == Argument.Type.SIZE) {
                        for (String text : List.of("99999999999g", "8388608T", "16777216tib", "9007199254740992k"))
                            outOfRange(place, text);
                    } else {
                        for (String text : List.of(
                                "-99999999999999999999",
                                least.subtract(BigInteger.ONE).toString())) outOfRange(place, text);
                    }
                    assertTrue(
                            place.problem("1e300000000").isPresent(), place + " takes a number of 300 million digits");
                    for (String text : NO_NUMBERS) refusedNumber(place, text);
                    if (place.argument().type() != Argument.Type.NUMBER)
                        for (String text : FRACTIONS) refusedNumber(place, text);
                    assertEquals(Optional.empty(), place.problem(most.toString()));
                    assertEquals(Optional.empty(), place.problem(least.toString()));
                }));
    }

    /** What a person may take for a number, and what some readers of numbers take for one. */
    private static final List<String> NO_NUMBERS = List.of(
            "",
            " ",
            "-",
            "+",
            "a",
            "NaN",
            ".nan",
            "nan",
            "inf",
            ".inf",
            "-.inf",
            "Infinity",
            "1e3",
            "1.0e400",
            "1e-400",
            "010",
            "-010",
            "00",
            " 5",
            "5 ",
            "5\t",
            "1 000",
            "1,000",
            "1'000",
            "0b2",
            "0xg",
            "0o17",
            "1..2",
            "1.2.3",
            "5%",
            "5s",
            "\u0665",
            "\uff15",
            "5\u00a0",
            "--5",
            "5-",
            "true",
            "0x",
            "${5}");

    private static final List<String> FRACTIONS = List.of("1.5", "0.1", "-1.5", ".5", "99999999999999999999.5");

    private static void refusedNumber(Place place, String text) {
        for (Optional<Diagnostic> problem : List.of(place.problem(text), place.lateProblem(text))) {
            assertTrue(
                    problem.isPresent()
                            && problem.get()
                                    .message()
                                    .startsWith("argument \"" + place.argument().name() + "\": \"" + text + "\" is "),
                    place + " \"" + text + "\" " + problem);
            assertTrue(problem.get().pos().toString().startsWith("play.yml:1:"));
        }
    }

    @Test
    void aShareOfProcessorsHasNineDecimals() {
        Place cpus = places(a -> a.type() == Argument.Type.NUMBER).getFirst();
        for (String text : List.of("0", "1.5", "1.50", "0.000000001", "9223372036"))
            assertEquals(Optional.empty(), cpus.problem(text), text);
        for (Object number : List.of(2L, 1.5)) assertEquals(Optional.empty(), cpus.problem(number));
        for (Object number :
                List.of("0.0000000001", 0.0000000001, 1e300, -0.5, "-1", Double.NaN, Double.POSITIVE_INFINITY))
            assertTrue(
                    cpus.problem(number).isPresent() && cpus.lateProblem(number).isPresent(),
                    cpus + " takes " + number);
    }

    @TestFactory
    Stream<DynamicTest> aModeIsOctalOrSymbolic() {
        return places(a -> a.type() == Argument.Type.MODE).stream()
                .map(place -> DynamicTest.dynamicTest(place.toString(), () -> {
                    for (Object value : List.of("0644", "644", "04755", 644L, "u=rw", "a+X,go-w", "+x,o="))
                        assertEquals(Optional.empty(), place.problem(value), value.toString());
                    for (Object value : List.of(
                            "",
                            "0",
                            "64",
                            "0888",
                            "-644",
                            "0x1a4",
                            "0o644",
                            "6.44",
                            "644 ",
                            "u=q",
                            "z=r",
                            "u=rw,",
                            "u rw",
                            "99999999999999999999",
                            99999999999L,
                            6440000L,
                            -644L,
                            6.44)) {
                        assertTrue(
                                place.problem(value).isPresent()
                                        && place.lateProblem(value).isPresent(),
                                place + " takes " + value);
                    }
                }));
    }

    private static void outOfRange(Place place, String text) {
        for (Optional<Diagnostic> problem : List.of(place.problem(text), place.lateProblem(text))) {
            assertTrue(
                    problem.isPresent() && problem.get().message().endsWith("is out of range"),
                    place + " " + text + " " + problem);
        }
        List<Diagnostic> written = place.bind(text).problems(scope(""), scope(""));
        assertTrue(
                written.size() == 1 && written.getFirst().message().endsWith("is out of range"),
                place + " " + text + " " + written);
    }
}
