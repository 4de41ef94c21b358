package io.drydock.diag;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Renders problems for people: {@code file:line:col: error: message}, the source line, a caret, the remedy. Source
 * lines are read when first needed; a position of no readable file is printed without one. An option of the command line
 * has no lines and columns to name: its text is shown with the caret. Not thread-safe.
 */
public final class SourcePrinter {
    private static final int WIDTH = 110;
    private static final String INDENT = "    ";

    private final Map<String, List<String>> files = new HashMap<>();

    private final Set<String> options;
    private final UnaryOperator<String> shown;

    /**
     * @param typed the texts of options
     * @param shown makes of a source line what may be shown of it
     */
    public SourcePrinter(Map<String, String> typed, UnaryOperator<String> shown) {
        typed.forEach((option, text) -> files.put(option, text.lines().toList()));
        this.options = typed.keySet();
        this.shown = shown;
    }

    /** All problems, each a paragraph, with empty lines between them. The text ends with a line break. */
    public String print(Collection<Diagnostic> problems) {
        return problems.stream().map(this::print).collect(Collectors.joining("\n"));
    }

    public String print(Diagnostic problem) {
        SourcePos pos = problem.pos();
        StringBuilder out = new StringBuilder();
        out.append(Printable.line(options.contains(pos.file()) ? pos.file() : pos.toString()))
                .append(": ")
                .append(problem.level().label())
                .append(": ")
                .append(problem.message().stripTrailing())
                .append('\n');
        out.append(excerpt(pos));
        problem.remedy()
                .strip()
                .lines()
                .forEach(line -> out.append("  ").append(line).append('\n'));
        return out.toString();
    }

    private String excerpt(SourcePos pos) {
        List<String> lines = files.computeIfAbsent(pos.file(), SourcePrinter::lines);
        if (pos.line() < 1
                || pos.line() > lines.size()
                || lines.get(pos.line() - 1).isBlank()) {
            return "";
        }
        String[] line = shown.apply(new SourceLines(lines).shown(pos.line() - 1))
                .codePoints()
                .mapToObj(SourcePrinter::printable)
                .toArray(String[]::new);
        int column = Math.clamp(pos.column() - 1L, 0, line.length);
        int from = column < WIDTH ? 0 : column - WIDTH / 2;
        int to = Math.min(line.length, from + WIDTH);
        return INDENT + String.join("", Arrays.asList(line).subList(from, to)) + '\n' + INDENT
                + blank(line, from, column) + "^\n";
    }

    /** Space as wide as the text before the column, tabs included, so that the caret stands below its character. */
    private static String blank(String[] line, int from, int column) {
        StringBuilder out = new StringBuilder();
        for (int i = from; i < column; i++) out.append(line[i].equals("\t") ? "\t" : " ".repeat(Columns.of(line[i])));
        return out.toString();
    }

    private static String printable(int c) {
        return c == '\t' ? "\t" : Printable.line(Character.toString(c));
    }

    private static List<String> lines(String file) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path)) {
                return List.of();
            }
            String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            if (text.startsWith("$ANSIBLE_VAULT;")) return List.of(); // what the lines are of is secret
            return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            return List.of(); // the problem itself is still shown; only its excerpt is missing
        }
    }
}
