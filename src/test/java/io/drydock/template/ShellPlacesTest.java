package io.drydock.template;

import static io.drydock.template.Templates.ENGINE;
import static io.drydock.template.Templates.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.drydock.diag.Diagnostics;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellPlacesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[=x]",
                "p=[=x]",
                "echo a[=x]b[=x]",
                "echo \"a\"[=x]'b'",
                "echo \\\"[=x]",
                "echo \\\\[=x]",
                "echo \\'[=x]\\'",
                "echo \"$(cat [=x])\"",
                "echo \"`true`\" [=x]",
                "echo $(echo \"$(cat [=x])\" ) [=x]",
                "(cd [=x] && ls)",
                "f() { echo [=x]; }",
                "echo ${a:-b} [=x]",
                "echo \"${a:-'}'\" [=x]",
                "echo \"${a#\"'\"}\" [=x]",
                "echo ${#a} [=x]",
                "echo $# [=x]",
                "echo a#b [=x]",
                "echo $((1 << (2 + 3))) [=x]",
                "# it's a comment\n[=x]",
                "echo '#' [=x]",
                "cat <<EOF\n$HOME \"\nEOF\necho [=x]",
                "cat <<-'EOF' [=x]\n\tit's\n\tEOF\n[=x]",
                "cat <<A <<\"B\" && [=x]\n\"\nA\n'\nB\n[=x]",
                "cat <<EOF\n EOF\nEOF x\nEOF\n[=x]",
                "case [=x] in [=x]) ;; \"a\") ;; esac",
                "v=$(case $1 in a) echo \";;\" ;; (b|c) echo esac ;; *) echo \"}\" ;; esac) ; echo [=x]",
                "v=\"$(case $1 in\n a) echo 1;;\n b) case $2 in x) ;; esac ;;\nesac; echo [=x])\"; echo [=x]",
                "v=$(for case in a b; do echo case in; done) ; echo \"$v\" [=x]",
                "if case a in a) true;; esac; then echo [=x]; fi",
                "<#if a?has_content>echo \"x\"<#else>echo 'y'</#if> [=x]",
                "<#list a as b>echo [=b] \"x\"\n</#list>",
                "cat > [=x] 2>&1 <[=x]",
                "cat <<EOF\n<#if a?has_content>\nx\n</#if>\nEOF\n[=x]",
                "<#-- it's [=x] \" -->[=x]",
                "echo \"<#if a?has_content>x</#if>\"",
                "a=$(( (1) )) [=x]",
                "echo $'a\\nb' [=x]",
                "cat <<<\"a\" [=x]",
                "[ -z \"${a%%[!0-9]*}\" ] && [=x]",
                "echo a\\\n[=x]"
            })
    void literal(String template, @TempDir Path directory) throws Exception {
        String attack = "';touch pwned;'\"`touch pwned`$(touch pwned)\ntouch pwned\nEOF\nA\nB\ntouch pwned #";
        Diagnostics problems = new Diagnostics();
        Optional<ShellTemplate> compiled = ENGINE.shell("t", template, problems);
        assertEquals(List.of(), Templates.shown(problems.all()));
        for (List<String> a : List.of(List.of(attack), List.<String>of())) {
            String program = compiled.orElseThrow().render(Scope.of(Map.of("x", attack, "b", attack, "a", a)));
            new ProcessBuilder("sh", "-c", program)
                    .directory(directory.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
            assertFalse(Files.exists(directory.resolve("pwned")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '^',
            value = {
                "echo \"a[=x]\"@1:8@a value cannot be inside double quotes",
                "echo 'a[=x]'@1:8@a value cannot be inside single quotes",
                "echo $'[=x]'@1:8@a value cannot be inside single quotes",
                "echo \"$(echo \"[=x]\")\"@1:15@a value cannot be inside double quotes",
                "echo `ls [=x]`@1:10@a value cannot be inside backquotes",
                "echo \"`ls [=x]`\"@1:11@a value cannot be inside backquotes",
                "true # [=x]@1:8@a value cannot be inside a comment",
                "true;#[=x]@1:7@a value cannot be inside a comment",
                "echo ${a:-[=x]}@1:11@a value cannot be inside ${...}",
                "echo $(([=x]+1))@1:9@a value cannot be inside $((...))",
                "echo $[=x]@1:7@a value cannot follow $ directly",
                "echo \\[=x]@1:7@a value cannot follow a backslash directly",
                "cat <<[=x]@1:7@the delimiter of a here-document must be plain text",
                "v=$(case a in a) echo \"[=x]\";; esac)@1:24@a value cannot be inside double quotes",
                "<#if a>\"<#else>b</#if>[=x]\"@1:9@double quotes must begin and end on the same side of <#else>",
                "echo \"<#list a as b>\"</#list>@1:22@double quotes must begin and end on the same side of </#list>",
                "<#if a>cat <<EOF</#if>@1:17@a here-document must begin and end on the same side of </#if>",
                "<#if a>true # c</#if> [=x]@1:16@a comment must begin and end on the same side of </#if>",
                "\\<#if a>b</#if>[=x]@1:1@a backslash cannot stand directly before a directive",
                "echo $<#if a>b</#if>[=x]@1:6@$ cannot stand directly before a directive",
                "<#if a>b</#if>#[=x]@1:15@# directly after a directive may or may not begin a comment",
                "echo \"a@1:6@unfinished: double quotes",
                "echo $(a@1:6@unfinished: commands",
                "echo $'a\\'[=x]'@1:10@\\' inside $'...' does not mean the same in every sh"
            })
    void refusedPlaces(String template, String place, String message) {
        String problem = refused(p -> ENGINE.shell("t", template, p)).getFirst();
        assertEquals("t:" + place + " " + message, problem.split(" \\| ")[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat <<EOF\n[=x]\nEOF\n",
                "cat <<-\\EOF\n\t[=x]\n\tEOF\n",
                "cat <<A <<B\nA\n[=x]\nB\n",
                "cat <<EOF\n$(echo [=x])\nEOF\n",
                "cat <<EOF\na\\\nEOF\n[=x]\nEOF\n",
                "cat <<EOF\n<#if a>EOF</#if>\n[=x]\n",
                "cat <<EOF\n<#if a>\nEOF\n</#if>\n[=x]\nEOF\n"
            })
    void hereDocuments(String template) {
        assertEquals(
                1, List.copyOf(refused(p -> ENGINE.shell("t", template, p))).size());
    }
}
