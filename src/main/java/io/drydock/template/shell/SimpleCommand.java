package io.drydock.template.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of one simple command, or of one {@code [[ ]]}, as far as they are read: tells where some shell takes even
 * a quoted word for commands, for arithmetic, in which {@code a[$(...)]} runs commands, or for the name of a variable,
 * which can have such a subscript.
 */
final class SimpleCommand {
    static final String NUMBER =
            "assign first, n=[=value], and go on only with a number: case $n in ''|*[!0-9]*) exit 1 ;; esac";

    private static final Pattern ASSIGNMENT =
            Pattern.compile("(" + ShellNames.NAME + ")(\\[[^]]*])?\\+?=.*", Pattern.DOTALL);
    private static final Pattern SUBSCRIPT = Pattern.compile("\\{?(" + ShellNames.NAME + ")?\\[[^]]*", Pattern.DOTALL);
    private static final Set<String> PREFIXES = Set.of("command", "builtin");
    private static final Set<String> CODE = Set.of("eval", "trap", "alias", "compgen", "complete");
    private static final Set<String> PROMPTS = Set.of("PS0", "PS1", "PS2", "PS4", "PROMPT_COMMAND");
    private static final Set<String> NAMING = Set.of("unset", "read", "mapfile", "readarray", "getopts", "nameref");
    private static final Set<String> DECLARING = Set.of("declare", "typeset", "local", "readonly", "export", "integer");
    private static final Set<String> SHELLS =
            Set.of("sh", "bash", "dash", "ash", "ksh", "mksh", "zsh", "csh", "tcsh", "fish", "su");
    private static final Set<String> COMPARED = Set.of("-eq", "-ne", "-lt", "-le", "-gt", "-ge");

    /** Where in a command no value can be, and what to do instead. */
    record Unsafe(String place, String remedy) {}

    /** {@code value}: the index of a value in it, or -1. */
    private record Word(String text, int value) {}

    private final ShellNames names;
    private final List<Word> words = new ArrayList<>();
    private final Set<String> called = new HashSet<>();
    private boolean computes;

    SimpleCommand(ShellNames names) {
        this.names = names;
    }

    /** Whether this is a {@code [[} that is not closed, in which operators end nothing. */
    boolean isTest() {
        return called.contains("[[") && words.stream().noneMatch(w -> w.text.equals("]]"));
    }

    /** What is wrong with a value in the word that begins like this. */
    Optional<Unsafe> value(String word) {
        String before = words.isEmpty() ? "" : words.getLast().text;
        Matcher assignment = ASSIGNMENT.matcher(word);
        if (SUBSCRIPT.matcher(word).matches()) {
            return Optional.of(new Unsafe("a subscript", NUMBER));
        }
        if (assignment.matches() && PROMPTS.contains(assignment.group(1))) {
            return Optional.of(new Unsafe(assignment.group(1) + ", which is evaluated", ""));
        }
        if (calls(CODE)) {
            return Optional.of(new Unsafe(
                    "commands that are evaluated again", "sh -c [=value] runs what is meant to be commands"));
        }
        if (calls(Set.of("let")) || calls(Set.of("[[")) && COMPARED.contains(before)) {
            return Optional.of(new Unsafe("arithmetic", NUMBER));
        }
        return naming(word, before, assignment.matches());
    }

    /** As {@link #value}, for a value in commands whose output is part of the word. */
    Optional<Unsafe> output(String word) {
        boolean program = !words.isEmpty()
                && words.getLast().text.matches("-[a-z]*c")
                && words.stream().anyMatch(w -> SHELLS.contains(w.text.replaceFirst(".*/", "")));
        return program
                ? Optional.of(new Unsafe(
                        "the text of a program", "hand it over as an argument: sh -c 'printf %s \"$1\"' sh [=value]"))
                : value(word);
    }

    private Optional<Unsafe> naming(String word, String before, boolean assignment) {
        boolean declared = calls(DECLARING) && (assignment ? computes : !called.contains("export"));
        boolean option = (before.equals("-v") || before.equals("-R")) && calls(Set.of("test", "[", "[[", "printf"))
                || word.startsWith("-v") && calls(Set.of("printf"))
                || before.equals("-p") && calls(Set.of("wait"));
        return calls(NAMING) || declared || option
                ? Optional.of(new Unsafe(
                        declared && assignment ? "arithmetic" : "the name of a variable",
                        declared && assignment ? NUMBER : "write the name itself"))
                : Optional.empty();
    }

    private boolean calls(Set<String> commands) {
        return called.stream().anyMatch(commands::contains);
    }

    /**
     * Takes a whole word.
     *
     * @param fragments the parts of the word between directives, any of which may be all of it
     * @param value the index of a value in it, or -1
     * @return the index of a value that this word makes unsafe, or -1
     */
    int add(String text, List<String> fragments, boolean literalHead, int value) {
        Matcher assignment = ASSIGNMENT.matcher(text);
        boolean assigns = literalHead && assignment.matches();
        if (assigns) {
            assign(assignment.group(1), value);
        }
        if (assigns && words.isEmpty()) {
            return -1;
        }
        if (called.isEmpty() || PREFIXES.containsAll(called) && !text.startsWith("-")) {
            called.addAll(fragments);
            computes = called.contains("integer");
        } else {
            argument(text);
        }
        int unsafe = calls(Set.of("[[")) && COMPARED.contains(text) && !words.isEmpty() ? words.getLast().value : -1;
        words.add(new Word(text, value));
        return unsafe;
    }

    private void assign(String name, int value) {
        names.assigned(name);
        if (value >= 0) {
            names.valued(name, value);
        }
        if (computes) {
            names.computed(name);
        }
    }

    /** Names that the command assigns to. */
    private void argument(String text) {
        if (calls(DECLARING) && text.startsWith("-")) {
            computes |= text.matches("-.*[aAin].*");
        }
        boolean named = text.matches(ShellNames.NAME);
        boolean second = words.size() == 1 && calls(Set.of("for", "select"));
        boolean printed = calls(Set.of("printf")) && words.getLast().text.equals("-v");
        boolean declared = calls(DECLARING) && !called.contains("export");
        if (named && (calls(NAMING) && !called.contains("unset") || second || printed || declared)) {
            names.assigned(text);
        }
        if (named && computes) {
            names.computed(text);
        }
    }
}
