package io.drydock.run;

import io.drydock.action.Arguments;
import io.drydock.diag.Diagnostics;
import io.drydock.template.ShellTemplate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Has a shell of this machine read the commands of playbooks without running them ({@code sh -n}). They reach it on standard input, for they
 * may hold secrets. All of them are read at once, and by themselves only where that finds something wrong.
 */
final class ShellSyntax {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "zsh");
    private static final String USUAL = "sh";
    private static final int LONGEST = 10; // seconds
    private static final int MOST = 1 << 16; // bytes of a complaint
    private static final Pattern LINE = Pattern.compile("^.*?(?:line )?(\\d+): +(?=\\S)");
    private static final Pattern OPEN = Pattern.compile("expecting|end of file|EOF|Unterminated");
    private static final Pattern NAME = Pattern.compile("^(?:\\S*sh|/dev/stdin): *");

    private final Diagnostics problems;

    ShellSyntax(Diagnostics problems) {
        this.problems = problems;
    }

    /** Each text is read once, whatever number of plays it is in. */
    void check(List<BoundPlay> plays) {
        Map<String, Set<ShellTemplate>> texts = new LinkedHashMap<>();
        plays.stream()
                .flatMap(play -> play.parts().stream())
                .flatMap(part -> part.course().everyTask())
                .map(BoundTask::arguments)
                .forEach(arguments -> interpreter(arguments)
                        .ifPresent(shell -> texts.computeIfAbsent(shell, _ -> new LinkedHashSet<>())
                                .addAll(arguments.commands())));
        texts.forEach((shell, commands) -> check(
                shell, commands.stream().filter(c -> c.outline().isPresent()).toList()));
    }

    /** The name alone, by which this machine finds its own: no program is run here that a playbook names the place of. Empty for what is no shell, or is not known yet. */
    private static Optional<String> interpreter(Arguments arguments) {
        if (!arguments.names().contains("executable")) return Optional.of(USUAL);
        return arguments
                .constant("executable")
                .map(program -> program.substring(program.lastIndexOf('/') + 1))
                .filter(SHELLS::contains);
    }

    private void check(String shell, List<ShellTemplate> commands) {
        if (commands.size() > 1 && complaint(shell, together(commands)).isEmpty()) return;
        for (ShellTemplate command : commands)
            complaint(shell, command.outline().orElseThrow()).ifPresent(said -> report(shell, command, said));
    }

    /** Each is the body of a function, so that none can end what another one has begun. */
    private static String together(List<ShellTemplate> commands) {
        return commands.stream()
                .map(command -> "commands() {\n:\n" + command.outline().orElseThrow() + "\n}\n")
                .collect(Collectors.joining());
    }

    private void report(String shell, ShellTemplate command, String said) {
        Matcher line = LINE.matcher(said);
        int at = line.find() ? Integer.parseInt(line.group(1)) : 1;
        String what = NAME.matcher(line.reset().find() ? said.substring(line.end()) : said)
                .replaceFirst("");
        problems.error(
                command.at(at),
                shell + " cannot read this: " + what,
                OPEN.matcher(what).find()
                        ? "close what is open: if by fi, for and while by done, case by esac, brackets and quotes"
                        : "leave it out or quote it; arrays and process substitution need executable: /bin/bash");
    }

    /** The first line of what it complains of; empty where nothing is wrong, or no such shell is here. */
    private static Optional<String> complaint(String shell, String text) {
        ProcessBuilder builder = new ProcessBuilder(shell, "-n").redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeAll(Set.of("ENV", "BASH_ENV"));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            Thread.ofVirtual().start(() -> write(process.getOutputStream(), text));
            byte[] said = process.getErrorStream().readNBytes(MOST);
            boolean ended = process.waitFor(LONGEST, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() != 0
                    ? new String(said, StandardCharsets.UTF_8).lines().findFirst()
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // hosts may have a shell that this machine has not
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void write(OutputStream input, String text) {
        try (input) {
            input.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return; // it has found something wrong already
        }
    }
}
