package io.drydock.template.freemarker;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds {@code {{ name }}} and {@code {% if %}} in plain text, which Ansible would evaluate and Drydock would pass on.
 * The formats of Docker and of other Go programs pass: they begin with {@code .}, {@code $} or a text, or with words
 * of Go's templates followed by one of these, or are such a word alone, as in <code>{{end}}</code>.
 */
public final class ForeignBraces {
    private static final int MOST = 200; // as much of what is in the braces as it takes to tell
    private static final Pattern BLOCK =
            Pattern.compile("\\{%[-+]?\\s*(?:if|elif|else|endif|for|endfor|set|endset|macro|call|filter|include|"
                    + "import|from|extends|block|raw|with|do)\\b");

    private static final String GO_WORDS =
            "(?:if|else|with|range|end|define|template|block|break|continue|and|or|not|call|html|index|slice|"
                    + "js|len|print|printf|println|urlquery|eq|ne|lt|le|gt|ge|json|join|lower|upper|title|split|pad|truncate)";
    private static final Pattern GO = Pattern.compile(
            "(?:" + GO_WORDS + "\\s+)*(?:end|else|break|continue|print|println)" + "|(?:\\w+|(?:" + GO_WORDS
                    + "\\s+)+\\w+)\\s+[.$\"`(].*",
            Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*|\\.\\d+)*+");

    /** Variables of Ansible that inventories give. */
    private static final Set<String> CONNECTION = Set.of("ansible_host", "ansible_port", "ansible_user");

    private ForeignBraces() {}

    /** For a value that is no template; whether there was something to report. */
    public static boolean report(YamlScalar scalar, Diagnostics problems) {
        if (!possible(scalar.text())) {
            return false;
        }
        List<Diagnostic> found = problems(Syntax.DATA, Text.of(scalar), Pieces.of(scalar.text(), Syntax.DATA));
        found.forEach(problems::add);
        return !found.isEmpty();
    }

    static List<Diagnostic> problems(Syntax syntax, Text text, List<Piece> pieces) {
        if (!possible(text.chars())) {
            return List.of();
        }
        List<Diagnostic> problems = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Plain plain) {
                values(syntax, text, plain, problems);
                blocks(text, plain, problems);
            }
        }
        return problems;
    }

    private static boolean possible(String text) {
        return text.contains("{{") || text.contains("{%");
    }

    private static void values(Syntax syntax, Text text, Piece.Plain plain, List<Diagnostic> problems) {
        String chars = text.chars();
        for (int from = chars.indexOf("{{", plain.start()), to; from >= 0; from = chars.indexOf("{{", to + 2)) {
            to = chars.indexOf("}}", from);
            if (to < 0 || to + 2 > plain.end()) {
                return;
            }
            String content = chars.substring(from + 2, Math.min(to, from + MOST))
                    .replaceFirst("^[-+]", "")
                    .replaceFirst("[-+]$", "")
                    .strip();
            boolean begins = !content.isEmpty()
                    && (content.charAt(0) == '\'' || content.charAt(0) == '_' || Character.isLetter(content.charAt(0)));
            if (begins && !GO.matcher(content).matches()) {
                problems.add(new Diagnostic(text.at(from), "{{ }} has no meaning here", remedy(syntax, content)));
            }
        }
    }

    private static String remedy(Syntax syntax, String content) {
        UnaryOperator<String> spelled =
                expression -> syntax.opening() + expression + (syntax == Syntax.DATA ? "}" : "]");
        List<Token> tokens = Tokens.read(content, 0, Tokens.Until.END_OF_TEXT).tokens();
        Optional<String> word = ForeignWords.variable(content, spelled)
                .filter(_ -> !CONNECTION.contains(content))
                .or(() -> ForeignWords.remedy(content, tokens, spelled));
        String more = NAME.matcher(content).matches()
                ? "write " + spelled.apply(content.replaceAll("\\.(\\d+)", "[$1]"))
                : "write " + spelled.apply("name") + ", " + spelled.apply("name!\"value\"") + " with a default, "
                        + spelled.apply("name?upper_case") + " and the like for filters";
        return word.orElse(more) + "; for the characters themselves write "
                + (syntax == Syntax.DATA ? "${\"{{\"}" : "'{''{'");
    }

    private static void blocks(Text text, Piece.Plain plain, List<Diagnostic> problems) {
        int last = text.chars().lastIndexOf("%}", plain.end() - 2);
        for (Matcher found = BLOCK.matcher(text.chars()).region(plain.start(), plain.end());
                found.find() && found.end() <= last; ) {
            problems.add(new Diagnostic(
                    text.at(found.start()),
                    "{% %} has no meaning here",
                    "write <#if x>...</#if>, <#list items as item>...</#list>, <#assign x = 1>"));
        }
    }
}
