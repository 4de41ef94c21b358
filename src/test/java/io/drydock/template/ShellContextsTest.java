package io.drydock.template;

import static io.drydock.template.Templates.ENGINE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostics;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a value holds and wherever it stands, no shell runs any of it: or the template is refused. */
class ShellContextsTest {
    private static final List<String> PAYLOADS = List.of(
            "a\ntouch pwned #",
            "\\'; touch pwned; #",
            "`touch pwned`",
            "$(touch pwned)",
            "'; touch pwned; '",
            "\"; touch pwned; \"",
            "a[$(touch pwned)]",
            "x=a[$(touch pwned)]",
            "([$(touch pwned)]=1)",
            "EOF\ntouch pwned\n",
            "\\",
            "'\\''; touch pwned #",
            "};touch pwned;{",
            "$'\\'; touch pwned #",
            "1 ]]; touch pwned; [[ 1",
            "1)); touch pwned; ((1",
            "] && touch pwned #",
            "touch pwned",
            "-v",
            "a[`touch pwned`]");
    private static final List<String> SHELLS = List.of("dash", "bash", "busybox");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true # value: [=x]",
                "# [=x]\ntrue",
                "echo \\[=x]",
                "echo $[=x]",
                "echo `echo [=x]`",
                "echo $(( [=x] ))",
                "echo \"[=x]\"",
                "echo '[=x]'",
                "cat <<EOF\n[=x]\nEOF",
                "cat <<'EOF'\n[=x]\nEOF",
                "cat <<[=x]\nfoo\nEOF",
                "echo ${HOME:-[=x]}",
                "echo \"${HOME:-[=x]}\"",
                "echo \"`echo [=x]`\"",
                "(( [=x] ))",
                "(([=x]))",
                "if (( 1 + [=x] > 2 )); then :; fi",
                "for (( i=[=x]; i < 1; i++ )); do :; done",
                "((1 << 2)) && (( n[ [=x]] ))",
                "[[ [=x] -eq 1 ]]",
                "[[ 1 -lt [=x] ]]",
                "[[ a == b || 1+[=x] -ge 1 ]]",
                "[[ ( [=x] -ne 1 ) ]]",
                "if [[ ! -v [=x] ]]; then :; fi",
                "a[[=x]]=1",
                "a[1+[=x]]=1",
                "declare a[[=x]]=1",
                "a=([[=x]]=1)",
                "exec {a[[=x]]}</dev/null",
                "unset a[[=x]]",
                "a=(1); unset [=x]",
                "echo $[ [=x] ]",
                "echo \"$[ 1 ]\" $[1+[=x]]",
                "let [=x]",
                "let n=[=x]",
                "command let n=[=x]",
                "builtin -- let [=x]",
                "eval [=x]",
                "command eval echo [=x]",
                "true && eval [=x]",
                "x=1 eval [=x]",
                "<#if x?has_content>eval<#else>echo</#if> [=x]",
                "trap [=x] EXIT",
                "alias ll=[=x]\nll",
                "declare [=x]",
                "declare -i n=[=x]",
                "typeset -i n; n=[=x]",
                "n=[=x]; declare -i n; n+=[=x]",
                "declare -i n; for n in 1; do n=[=x]; done",
                "local [=x]=1",
                "f() { local -ai n=[=x]; }; f",
                "declare -a a=[=x]",
                "declare -n r=[=x]; r=1",
                "readonly [=x]",
                "integer n=[=x]",
                "test -v [=x]",
                "[ -v [=x] ]",
                "printf -v [=x] a",
                "printf -v[=x] a",
                "echo a | { read [=x]; }",
                "IFS= read -r [=x]",
                "mapfile [=x] </dev/null",
                "getopts a [=x]",
                "wait -p [=x]",
                "PS4=[=x]; set -x; :",
                "export PS4=[=x]",
                "v=$(eval [=x])",
                "sh -c \"echo $(printf %s [=x])\"",
                "docker exec c bash -ec \"$(cat [=x])\"",
                "eval \"$(echo [=x])\"",
                "echo $(( $(echo [=x]) ))",
                "echo $(( 1 + \"$(echo a$(echo [=x]))\" ))",
                "(( n = $(echo [=x]) ))",
                "[[ $(echo [=x]) -eq 1 ]]",
                "[[ 1 -eq \"$(echo [=x])\" ]]",
                "a[$(echo [=x])]=1",
                "declare -i n; n=$(echo [=x])",
                "unset \"$(echo [=x])\"",
                "let \"n=$(echo [=x])\"",
                "printf -v \"$(echo [=x])\" a",
                "v=\"$(let [=x])\"",
                "while read -r line; do let [=x]; done",
                "{ eval [=x]; }",
                "! eval [=x]",
                "2>&1 eval [=x]",
                "eval >out [=x]"
            })
    void refused(String template) {
        Diagnostics problems = new Diagnostics();
        ENGINE.shell("t", template, problems);
        assertFalse(problems.isEmpty(), "accepted");
        assertTrue(problems.all().getFirst().pos().line() > 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo \"$(echo [=x])\"",
                "case a in [=x]) echo y;; esac",
                "cat <<EOF; echo [=x]\nfoo\nEOF",
                "echo $'a'[=x]",
                "echo a#[=x]",
                "echo a\\\n[=x]",
                "sh -c \"echo $(printf %s 1)\" [=x]",
                "v=$(echo [=x]); echo \"$v\"",
                "echo \"$(echo \"$(echo [=x])\")\"",
                "[[ $(echo [=x]) == a ]]",
                "echo \"${v:-$(echo [=x])}\"",
                "cat <<<\"$(echo [=x])\"",
                "for i in $(echo [=x]); do :; done",
                "case $(echo [=x]) in a) ;; esac",
                "echo [=x]",
                "p=[=x]; echo \"$p\"",
                "export P=[=x]; echo \"$P\"",
                "f() { local v=[=x]; echo \"$v\"; }; f",
                "readonly R=[=x]; echo \"$R\"",
                "declare d=[=x]; echo \"$d\"",
                "a=([=x] b); echo \"${a[0]}\"",
                "[ [=x] = a ] || [ [=x] -eq 1 ]",
                "test -n [=x]",
                "[[ [=x] == a* ]]",
                "[[ a == [=x] && 1 -eq 1 ]]",
                "[[ a =~ [=x] ]]",
                "[[ -e [=x] && x -nt [=x] ]]",
                "for i in [=x]; do echo \"$i\"; done",
                "printf %s [=x]",
                "printf '%d' [=x]",
                "cat <<<[=x]",
                "cat < <(echo [=x])",
                "echo ${a[0]} [=x]",
                "sh -c 'echo \"$1\"' sh [=x]",
                "grep -c [=x] /dev/null",
                "env P=[=x] true",
                "exit [=x]",
                "shift [=x]",
                "ulimit -n [=x]",
                "kill -0 [=x]",
                "test [=x] -nt x",
                "ls f[=x]*",
                "echo x >[=x].out",
                "read a <<X\nb\nX\necho \"$a\" [=x]",
                "(( 1 )) && echo [=x]",
                "echo $((1 + (2))) [=x]",
                "umask [=x]",
                "set -- [=x]; echo \"$1\"",
                "v=[=x] true",
                "expr [=x] : a",
                "echo [=x] | while read -r l; do echo \"$l\"; done",
                "trap 'echo bye' EXIT; echo [=x]",
                "eval 'echo a'; echo [=x]",
                "declare -i n=1; echo [=x] $n",
                "command -v [=x]",
                "hash [=x]",
                "type [=x]",
                "cd [=x]",
                "sleep 0 [=x]"
            })
    void literal(String template) throws Exception {
        Diagnostics problems = new Diagnostics();
        Optional<ShellTemplate> compiled = ENGINE.shell("t", template, problems);
        assertEquals(List.of(), Templates.shown(problems.all()));
        for (String payload : PAYLOADS) {
            Path program = Files.writeString(
                    folder.resolve("program"), compiled.orElseThrow().render(Scope.of(Map.of("x", payload))));
            for (String shell : SHELLS) run(shell, program, payload);
        }
    }

    private void run(String shell, Path program, String payload) throws Exception {
        Optional<Path> found = List.of(Path.of("/bin", shell), Path.of("/usr/bin", shell)).stream()
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) return;
        List<String> command = new ArrayList<>(List.of(found.get().toString()));
        if (shell.equals("busybox")) command.add("sh");
        command.add(program.toString());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), () -> shell + " hangs with " + payload);
        assertFalse(Files.exists(folder.resolve("pwned")), () -> shell + " runs " + payload);
    }
}
