package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.CaseFile;
import io.drydock.action.ActionLibrary;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Labelled;
import io.drydock.facts.Facts;
import io.drydock.facts.Gatherer;
import io.drydock.template.TemplateEngine;
import io.drydock.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays and the programs that they are compiled to: the cases under src/test/cases/compiler, with actions of their own.
 * Sections: {@code play}; {@code facts} of the host, on which all is as wanted but for what {@code results of plan} and
 * {@code results of apply} say by the ids of steps; {@code plan} and {@code apply} are the programs, one after the other,
 * each with its steps and how they can end.
 */
class CompilerTest {
    private static final Path CASES = Gatherer.HOME.resolve("src/test/cases/compiler");
    private static final Diagnostics PROBLEMS = new Diagnostics();
    private static final ActionLibrary LIBRARY = new ActionLibrary(
            List.of(CASES.resolve("templates"), Gatherer.HOME.resolve("templates")), new TemplateEngine(), PROBLEMS);

    @TempDir
    Path temp;

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(CASES)) {
            files = found.filter(f -> f.toString().endsWith(".case")).sorted().toList();
        }
        assertTrue(!files.isEmpty(), "no case files");
        return files.stream().map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> run(f)));
    }

    private void run(Path file) throws IOException {
        CaseFile test = CaseFile.read(file);
        Map<String, String> texts = new LinkedHashMap<>();
        for (Mode mode : Mode.values()) texts.put(mode.label(), programs(test, mode));
        assertEquals(List.of(), PROBLEMS.all());
        if (CaseFile.UPDATE) test.update(texts);
        CaseFile expected = CaseFile.UPDATE ? CaseFile.read(file) : test;
        texts.forEach((mode, text) -> {
            if (expected.sections().containsKey(mode)) assertEquals(expected.section(mode), text, mode);
        });
    }

    private String programs(CaseFile test, Mode mode) throws IOException {
        Path file = Files.writeString(temp.resolve("play.yml"), test.section("play"));
        PlayBed bed = PlayBed.of(file, Map.of(), Facts.of(facts(test)), mode, LIBRARY);
        Map<?, ?> told = yaml(test.section("results of " + mode.label()));
        StringBuilder text = new StringBuilder();
        for (HostView view = bed.view(); view.isLeft(bed.play()); ) {
            Segment segment = bed.compiler().compile(bed.play(), view);
            assertEquals(segment, bed.compiler().compile(bed.play(), view), "compiled once more");
            text.append(text(segment, mode));
            Host host = new Host(bed, view, told, new ArrayList<>());
            for (Step step : segment.steps()) host.end(step);
            for (EndedStep ended : host.ended) {
                if (!host.says(ended.step(), "restarts")) continue;
                text.append(text(rejoin(bed, view, segment, ended.step()), mode));
            }
            bed.context().redactor().learn(segment.secrets());
            view = view.after(bed.play(), segment, host.ended, host.promises());
        }
        return text.toString().replace(file.toString(), "play.yml");
    }

    private static Segment rejoin(PlayBed bed, HostView view, Segment segment, Step step) {
        try {
            return bed.compiler().rejoin(bed.play(), view, segment, step);
        } catch (ProgramFailure e) {
            throw new AssertionError(e);
        }
    }

    /** Tells of one program's steps what the case says. */
    private record Host(PlayBed bed, HostView view, Map<?, ?> told, List<EndedStep> ended) {
        void end(Step step) {
            AskedHandlers asked = view.asked();
            for (EndedStep before : ended) asked = asked.after(bed.play(), before);
            String token = bed.play().course().token(step.place()).orElse("");
            boolean may = asked.perhaps().contains(token);
            boolean stopped = ended.stream().anyMatch(e -> e.stops() && e.step().task() != step.task());
            if (step.handler() ? !may && !asked.notified().contains(token) : stopped) return;
            Map<String, Object> result = result(step);
            Outcome outcome = may ? Outcome.DEFERRED : outcome(step, result);
            boolean unknown = bed.context().mode() == Mode.PLAN && outcome.isChange();
            ended.add(new EndedStep(step, outcome, unknown, result));
        }

        private static Outcome outcome(Step step, Map<String, Object> result) {
            return Optional.ofNullable(result.get("outcome"))
                    .map(said -> Labelled.of(Outcome.class, said.toString()).orElseThrow())
                    .orElseGet(() -> usual(step));
        }

        private static Outcome usual(Step step) {
            return Stream.of(Outcome.OK, Outcome.SKIPPED, Outcome.FAILED, Outcome.DEFERRED)
                    .filter(step.endings()::contains)
                    .findFirst()
                    .orElseThrow();
        }

        private Map<String, Object> result(Step step) {
            Map<String, Object> result = new LinkedHashMap<>();
            if (told.get(String.valueOf(step.id())) instanceof Map<?, ?> said)
                said.forEach((name, value) -> result.put(String.valueOf(name), value));
            return result;
        }

        boolean says(Step step, String name) {
            return Boolean.TRUE.equals(result(step).get(name));
        }

        String promises() {
            return ended.stream()
                    .flatMap(e -> Stream.ofNullable(result(e.step()).get("promises")))
                    .map(promise -> "\n" + promise)
                    .collect(Collectors.joining());
        }
    }

    private static String text(Segment segment, Mode mode) {
        StringBuilder text =
                new StringBuilder("# as " + segment.user().map(Become::user).orElse("who logs in") + ":\n");
        for (Step step : segment.steps()) {
            text.append("#   ").append(step.id()).append(' ').append(step.name());
            text.append(": ")
                    .append(step.endings().stream().map(Outcome::label).sorted().collect(Collectors.joining(" ")));
            if (!step.variables().isEmpty()) text.append("; sets ").append(step.variables());
            text.append('\n');
        }
        String program = ProgramText.header(mode.label(), "test", segment.isLast()) + segment.program();
        for (String file : List.of("runtime.sh", "apply.sh", "lib/question.sh", "lib/place.sh"))
            program = program.replace(LIBRARY.shared(file), "# " + file + "\n");
        return text.append(program).append('\n').toString();
    }

    private static Map<String, String> facts(CaseFile test) {
        Map<String, String> facts = new LinkedHashMap<>(Map.of("hostname", "host"));
        yaml(test.section("facts")).forEach((name, value) -> facts.put(String.valueOf(name), String.valueOf(value)));
        return facts;
    }

    private static Map<?, ?> yaml(String text) {
        Diagnostics problems = new Diagnostics();
        Optional<Object> data = YamlReader.read("case", text, problems).map(node -> node.data());
        assertEquals(List.of(), problems.all());
        return data.filter(Map.class::isInstance).map(d -> (Map<?, ?>) d).orElse(Map.of());
    }
}
