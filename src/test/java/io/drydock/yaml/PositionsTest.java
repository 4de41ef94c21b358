package io.drydock.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {
    /**
     * Each text is the value of the key, in which {@code @} marks a place: finding it in the value must lead back to it
     * in the source. {@code ~} is a line break, {@code »} a tab.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain @x",
                "&anchor plain @x",
                "!!str 'quoted @x'",
                "plain~    goes @on~~  and @on~   @end",
                "'single ''q'' @x'",
                "'single~   folded @x  ~~~   more @ '",
                "\"double \\\"q\\\" \\x41\\u00e4\\U0001F600\\t @x\"",
                "\"double~  folded @x~~  more \\~   continued@x\\~~   b @ \"",
                "\"\\  @ \\n @\"",
                "|~  literal @x~~   more @y~  z@~",
                "|-  # a comment~~    literal @x~    z@~~~",
                "|2~    two more @x~  then @less~",
                "|+2~~   one more @x~     ~  @ blank above~~",
                ">~  folded @x~  joined @y~~  after @blank~    more @indented~      @ even~  back @again~~",
                ">-~~~  begins @late~~~  and @on",
                ">1-~   first @indented~ joined @here~ and here@",
                "\uD83D\uDE00 wide @x",
                "|~  \uD83D\uDE00 wide @x~  \uD83D\uDE00@y",
                "plain \\»tabs @x",
                "|~  »tabs @x~  »@~"
            })
    void leadBackToTheSource(String written) {
        for (String before : List.of("key: ", "- list:~  - key: ", "\uD83D\uDE00: 1~key: ", "a: {b: 1}~? key~: ")) {
            for (String lineBreak : List.of("\n", "\r\n")) {
                // What follows "- list:" is indented by four more, as block scalars must be.
                String indented = before.startsWith("-") ? written.replace("~", "~    ") : written;
                check((before + indented).replace("»", "\t").replace("~", lineBreak));
            }
        }
    }

    private static void check(String source) {
        Diagnostics problems = new Diagnostics();
        YamlScalar scalar = find(YamlReader.read("a.yml", source, problems).orElseThrow(), source);
        assertEquals(List.of(), problems.all());
        List<String> lines = List.of(scalar.text().split("\n", -1));
        int from = source.indexOf("key") + 3;
        for (int line = 0; line < lines.size(); line++) {
            for (int i = lines.get(line).indexOf('@');
                    i >= 0;
                    i = lines.get(line).indexOf('@', i + 1)) {
                from = source.indexOf('@', from + 1);
                assertEquals(place(source, from), scalar.positions().at(line + 1, i + 1), source);
            }
        }
        assertEquals(-1, source.indexOf('@', from + 1), "all marks were found: " + source);
    }

    private static SourcePos place(String source, int offset) {
        String before = source.substring(0, offset);
        String line = before.substring(before.lastIndexOf('\n') + 1);
        return new SourcePos(
                "a.yml",
                (int) before.chars().filter(c -> c == '\n').count() + 1,
                line.codePointCount(0, line.length()) + 1);
    }

    private static YamlScalar find(YamlNode node, String source) {
        return switch (node) {
            case YamlScalar scalar -> scalar;
            case YamlList list -> find(list.items().getFirst(), source);
            case YamlMap map -> find(map.get("key").or(() -> map.get("list")).orElseThrow(), source);
        };
    }
}
