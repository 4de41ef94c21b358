package io.drydock.report;

import static io.drydock.report.TestRun.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Printable;
import io.drydock.journal.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/** Markdown says what the run was, and nothing that hosts and playbooks say is markup in it. */
class HistoryMarkdownTest {
    private static final Pattern OURS = Pattern.compile(
            "</?code>|(?s)<details><summary>(?:<code>[^<>]*</code>(?:, )?)+(?: and [0-9]+ more)?: [0-9]+ changed</summary>\\s*|</details>\\s*");

    private static Node parsed(String markdown) {
        return Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(markdown);
    }

    @Test
    void aRunWithAFailure() {
        RunHistory history = TestRun.of("a", "b", "c")
                .add(new RunEvent.BatchBegan(1, 2, List.of("a"), "canaries"))
                .host("a", "changed", task(1, "one", "changed", "written", "--- a\n+++ b\n+x"))
                .host("b", "failed", task(1, "one", "failed", "no space left", "+x"))
                .add(new RunEvent.RunEnded(1))
                .history();
        assertEquals("""
                ### Drydock apply: 1 of 3 hosts failed

                Run <code>20260301-100000-0001</code> of <code>site&#46;yml</code>, finished in 2m20s with exit status 1.

                | changed | failed | not started |
                |---:|---:|---:|
                | 1 | 1 | 1 |

                As planned: 2 of 2 tasks.


                #### Batches and gates

                - +10s batch 1 of 2: <code>a</code>, <code>canaries</code>

                #### Failures


                **failed**: <code>b</code>


                <code>one</code> failed at <code>site&#46;yml&#58;1&#58;7</code>

                ```
                no space left
                ```
                ```diff
                +x
                ```

                #### Changes

                <details><summary><code>a</code>: 1 changed</summary>

                <code>one</code> changed

                ```
                written
                ```
                ```diff
                --- a
                +++ b
                +x
                ```

                </details>

                """, HistoryMarkdown.of(history));
    }

    @Test
    void whateverHostsAndPlaybooksSay() {
        List<String> headings = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        StringBuilder shown = new StringBuilder();
        TestRun run = TestRun.hostile();
        run.host(
                "web9",
                "changed",
                task(1, TestRun.HOSTILE.get(6), "changed", TestRun.HOSTILE.get(6), TestRun.HOSTILE.get(0)));
        parsed(HistoryMarkdown.of(run.history())).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.add(((Text) heading.getFirstChild()).getLiteral());
            }

            @Override
            public void visit(Link link) {
                foreign.add(link.toString());
            }

            @Override
            public void visit(Image image) {
                foreign.add(image.toString());
            }

            @Override
            public void visit(IndentedCodeBlock block) {
                foreign.add(block.getLiteral());
            }

            @Override
            public void visit(HtmlInline html) {
                html(html.getLiteral());
            }

            @Override
            public void visit(HtmlBlock html) {
                html(html.getLiteral());
            }

            private void html(String literal) {
                if (!OURS.matcher(literal).matches()) foreign.add(literal);
            }

            @Override
            public void visit(Text text) {
                shown.append(text.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock block) {
                shown.append(block.getLiteral());
            }
        });
        assertEquals(List.of(), foreign);
        assertEquals(
                List.of("Drydock apply: 9 of 10 hosts failed", "Batches and gates", "Failures", "Changes"), headings);
        for (String text : TestRun.HOSTILE) {
            assertTrue(shown.toString().contains(Printable.line(text)), text);
            assertTrue(shown.toString().contains(Printable.of(text).strip()), text);
        }
    }

    @Test
    void notMoreThanACommentHolds() {
        TestRun run = TestRun.of();
        for (int i = 0; i < 300; i++)
            run.host(
                    "h" + i,
                    "failed",
                    Optional.of("x".repeat(300_000) + i),
                    task(1, "one", "failed", "y".repeat(5000), "z"));
        String markdown = HistoryMarkdown.of(run.history());
        assertTrue(markdown.length() < 65_536, () -> markdown.length() + " characters");
        assertTrue(markdown.contains("more groups of hosts"));
    }
}
