package io.drydock.run;

import io.drydock.inventory.BecomeMethod;
import io.drydock.inventory.BecomeMethod.Options;
import io.drydock.template.ShellWord;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Becoming another user for one program. What passes between is told apart by random words, so that neither a login shell, nor
 * a lecture, nor a translation can be taken for something else.
 *
 * @param terminal whether the program of the method has a terminal to ask on
 */
record Escalation(Become become, String token, boolean terminal, Access access) {
    /** sudo-rs puts the prompt it is given between this and more words of its own. */
    static final String RS_PROMPT = "[sudo: ";

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * What the login shell starts: tells that from now on only the method's program speaks, which programs there are where this one
     * is not, and gives way to it. Its language is English, so that {@link BecomeRefusal} reads it. A login shell's start-up files may
     * have read some of the lines before GO. No quote, backslash or exclamation mark, on which login shells do not agree.
     */
    private static final String BEGIN = "sh -c 'echo BEGUN; echo BEGUN >&2; LC_ALL=C; export LC_ALL; "
            + "while IFS= read -r l; do [ \"$l\" = GO ] && break; done; "
            + "command -v \"$1\" >/dev/null || { "
            + "echo NONE $(for m in sudo su doas; do command -v $m >/dev/null && echo $m; done); exit 127; }; "
            + "exec \"$@\"' sh ";

    /** For doas with a terminal from the start where it may ask: it reads passwords from a terminal only. */
    static Escalation to(Become become, Access access) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        String token = "drydock-" + HexFormat.of().formatHex(bytes);
        boolean terminal = access.ways().wantsTerminal(become.method())
                || become.method() == BecomeMethod.DOAS && become.password().isPresent();
        return new Escalation(become, token, terminal, access);
    }

    Escalation onTerminal() {
        return new Escalation(become, token, true, access);
    }

    String method() {
        return become.method().word();
    }

    String host() {
        return access.target().name();
    }

    /** Said on both streams when the login shell has come so far. */
    String begun() {
        return token + "-begun";
    }

    /** The line of input after which the method's program may read. */
    String go() {
        return token + "-go";
    }

    /** Said with the methods that are there, where this one is not. */
    String none() {
        return token + "-none";
    }

    /** What sudo asks with. */
    String prompt() {
        return token + ":";
    }

    /** What the shell of the new user says on standard error, on which all is the program's from then on. */
    String errors() {
        return token + "-errors";
    }

    /** What it says next, on standard output: from then on nothing asks for a password. */
    String ready() {
        return token + "-ready";
    }

    /** The line after a program that comes on a terminal, whose input has no end. */
    String end() {
        return token + "-end";
    }

    /** Whether nothing can be asked, so that the program need not wait for an answer. */
    boolean isSilent() {
        return !terminal && become.password().isEmpty() && become.method() != BecomeMethod.SU;
    }

    /** The command line that has a shell of the new user run {@code script}, which is in no need of further quoting. */
    String command(String script) throws ProgramFailure {
        List<String> words = new ArrayList<>(become.program());
        switch (become.method()) {
            case SUDO -> {
                words.add("-H");
                words.addAll(become.password().isPresent() ? List.of("-S", "-p", prompt()) : List.of("-n"));
                words.addAll(options());
                words.addAll(List.of("-u", become.user(), "sh", "-c"));
            }
            case SU -> {
                words.addAll(options());
                words.addAll(List.of("-s", "/bin/sh", become.user(), "-c"));
            }
            case DOAS -> {
                if (become.password().isEmpty()) words.add("-n");
                words.addAll(options());
                words.addAll(List.of("-u", become.user(), "sh", "-c"));
            }
        }
        List<String> quoted = new ArrayList<>();
        for (String word : words) quoted.add(word(word));
        return BEGIN.replace("BEGUN", begun()).replace("GO", go()).replace("NONE", none())
                + quoted.stream().collect(Collectors.joining(" ")) + " '" + script + "'";
    }

    private List<String> options() throws ProgramFailure {
        return switch (become.options()) {
            case Options.Understood understood -> understood.words();
            case Options.Refused refused ->
                throw new ProgramFailure("become_flags: " + refused.problem() + "; " + refused.remedy());
        };
    }

    private String word(String text) throws ProgramFailure {
        return ShellWord.inEveryShell(text)
                .filter(_ -> !text.isEmpty() && !(text.equals(become.user()) && text.startsWith("-")))
                .orElseThrow(
                        () -> new ProgramFailure(
                                text.equals(become.user())
                                        ? "no user to become can have the name \"" + text
                                                + "\"; check ansible_become_user and become_user"
                                        : "\"" + text
                                                + "\" cannot be given to every login shell; check become_exe and become_flags"));
    }
}
