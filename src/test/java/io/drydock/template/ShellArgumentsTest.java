package io.drydock.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Secret;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a secret in a shell text of a playbook would be in the argument list of a program. */
class ShellArgumentsTest {
    private static final Map<String, Object> VARIABLES = Map.of("pw", new Secret("s3cret"), "x", "open");

    private static String render(String text) {
        return Templates.compiled(problems -> Templates.ENGINE.shell(Templates.scalar(text), problems))
                .render(Scope.of(VARIABLES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql -p[=pw] -e 'select 1'",
                "cat x | mysql [=pw]",
                "x=$(curl -u u:[=pw] http://h)",
                "echo \"$(curl [=pw])\"",
                "if grep -q [=pw] /etc/x; then :; fi",
                "PW=1 env A=[=pw] tool",
                "printf x; tool [=pw]",
                "true && tool [=pw]",
                "( tool [=pw] )",
                "sudo printf %s [=pw]",
                "exec tool [=pw]",
                "xargs printf [=pw]",
                "\"$tool\" [=pw]",
                "[=pw]",
                "case x in a) tool [=pw] ;; esac",
                "while ! tool [=pw]; do :; done",
                "2>/dev/null tool [=pw]",
                "tool >&2 [=pw]",
                "cat <<'END'\nit's\nEND\ntool [=pw]",
                "# it's\ntool [=pw]",
                "tool --password [=pw?upper_case]",
                "tool \"a b\"'c d' [=[x, pw]]",
                "f() { :; }\ntool [=pw]",
                "tool \\\n [=pw]"
            })
    void areRefused(String text) {
        TemplateFailure failure = assertThrows(TemplateFailure.class, () -> render(text), text);
        assertTrue(
                failure.diagnostic().message().contains("a secret would be in the arguments of"),
                failure.diagnostic().message());
        assertEquals(render(text.replace("pw", "x")).isEmpty(), false, "anything else may be there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "printf %s [=pw] | tool",
                "echo [=pw]",
                "PW=[=pw] tool",
                "pw=[=pw]; tool",
                "export PW=[=pw]",
                "[ \"$x\" = [=pw] ]",
                "if [ x = [=pw] ]; then tool; fi",
                "case [=pw] in s*) tool ;; esac",
                "for w in [=pw]; do tool; done",
                "f() { tool; }\nf [=pw]",
                "x=$(printf %s [=pw] | tool)",
                "tool | while read -r l; do test \"$l\" = [=pw]; done",
                "test -f x && : [=pw]",
                "{ printf '%s\\n' [=pw]; } | tool",
                "tool <<END\nx\nEND\nprintf %s [=pw]",
                "tool 2>&1; echo [=pw]",
                "! test x = [=pw]",
                "PW=[=pw] A=1 sh -c 'tool'"
            })
    void areNot(String text) {
        assertTrue(render(text).contains("s3cret"), text);
    }
}
