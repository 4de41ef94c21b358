package io.drydock.diag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcePrinterTest {
    @TempDir
    Path dir;

    private String print(String source, int line, int column, String message, String remedy) throws IOException {
        Path file = Files.writeString(dir.resolve("a.yml"), source);
        var problem = new Diagnostic(new SourcePos(file.toString(), line, column), message, remedy);
        return new SourcePrinter(Map.of(), UnaryOperator.identity())
                .print(problem)
                .replace(file.toString(), "a.yml");
    }

    @Test
    void pointsAtTheColumnBelowTabsAndWideCharacters() throws IOException {
        assertEquals(
                """
        a.yml:2:4: error: unknown key "hots"
            \t\uD83D\uDE00 hots: x
            \t   ^
          did you mean "hosts"?
        """, print("all:\n\t\uD83D\uDE00 hots: x\n", 2, 4, "unknown key \"hots\"", "did you mean \"hosts\"?"));
    }

    @Test
    void printsManyLinesAndNoRemedy() throws IOException {
        assertEquals(
                "a.yml:1:1: error: one\ntwo\n    x: \\u001b[31m\n    ^\n",
                print("x: \u001B[31m", 1, 1, "one\ntwo\n", ""));
    }

    @Test
    void cutsLongLinesAroundTheColumn() throws IOException {
        String[] lines = print("a".repeat(500) + "HERE" + "b".repeat(500), 1, 501, "m", "")
                .split("\n");
        assertTrue(lines[1].length() < 120, lines[1]);
        assertEquals(lines[1].indexOf("HERE"), lines[2].indexOf('^'));
    }

    @Test
    void showsTheTextOfAnOption() {
        assertEquals("--limit", new SourcePos("--limit", 1, 5).toString());
        assertEquals("-:1:5", new SourcePos("-", 1, 5).toString());
        var problem = new Diagnostic(new SourcePos("--limit", 1, 5), "no such host", "");
        assertEquals(
                "--limit: error: no such host\n    web:nosuch\n        ^\n",
                new SourcePrinter(Map.of("--limit", "web:nosuch"), UnaryOperator.identity()).print(List.of(problem)));
    }

    @Test
    void doesWithoutTheSourceLineWhereThereIsNone() throws IOException {
        var elsewhere = new Diagnostic(SourcePos.of("--limit"), "no such host", "");
        var nul = new Diagnostic(SourcePos.of("a\0b"), "m", "");
        assertEquals(
                "--limit: error: no such host\n\na\\u0000b: error: m\n",
                new SourcePrinter(Map.of(), UnaryOperator.identity()).print(List.of(elsewhere, nul)));
        assertEquals("a.yml:9:1: error: m\n", print("x: 1\n", 9, 1, "m", ""));
    }
}
