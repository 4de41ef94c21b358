package io.drydock.template.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the words of commands: tells the {@code )} of a {@code case} pattern from one that closes {@code $(}, and
 * hands the words of each command to a {@link SimpleCommand}.
 */
final class CommandWords {
    private static final Set<String> COMMAND_FOLLOWS =
            Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "{", "time");

    private enum Case {
        NONE,
        SUBJECT,
        IN
    }

    private final ShellNames names;
    private final StringBuilder word = new StringBuilder();
    private final List<String> fragments = new ArrayList<>();
    private final List<Integer> unsafe = new ArrayList<>();
    private SimpleCommand command;
    private boolean inWord;
    private boolean plain = true;
    private boolean literalHead = true;
    private boolean redirection;
    private int value = -1;
    private boolean commandStart = true;
    private Case expected = Case.NONE;
    private int open;
    private boolean pattern;

    CommandWords(ShellNames names) {
        this.names = names;
        this.command = new SimpleCommand(names);
    }

    /** The words in the parentheses of a {@code [[} are the test's. */
    CommandWords inner() {
        CommandWords inner = new CommandWords(names);
        if (command.isTest()) {
            inner.command = command;
        }
        return inner;
    }

    void plain(char c) {
        word.append(c);
        inWord = true;
    }

    /** A part of a word that is not plain text, so that the word is no keyword. */
    void quoted() {
        plain = false;
        literalHead &= word.indexOf("=") > 0 || word.indexOf("[") > 0;
        inWord = true;
    }

    /** A value of ours; tells if none may be here. */
    Optional<SimpleCommand.Unsafe> value(int index) {
        Optional<SimpleCommand.Unsafe> found = isArgument() ? command.value(word.toString()) : Optional.empty();
        quoted();
        value = index;
        return found;
    }

    /** Whether a value may be in commands whose output is part of the word. */
    Optional<SimpleCommand.Unsafe> output() {
        return isArgument() ? command.output(word.toString()) : Optional.empty();
    }

    /** A value is in commands whose output is part of the word. */
    void holds(int index) {
        value = index;
    }

    private boolean isArgument() {
        return !pattern && !redirection && expected == Case.NONE;
    }

    /** A directive: what is before it and what is behind may each be all of the word. */
    void directive() {
        if (inWord) {
            fragments.add(word.substring(String.join("", fragments).length()));
        }
    }

    /** What comes next is no word of the command but the file of a redirection. */
    void redirection() {
        if (plain && word.toString().matches("[0-9]+")) {
            clear(); // the number of what is redirected
        }
        endWord();
        redirection = true;
    }

    boolean inWord() {
        return inWord;
    }

    boolean inPattern() {
        endWord();
        return pattern;
    }

    /** Whether a {@code )} here would end the commands rather than a pattern. */
    boolean closesCommands() {
        endWord();
        return !pattern;
    }

    void operator(String operator) {
        endWord();
        switch (operator) {
            case ";;" -> pattern = open > 0;
            case ")" -> pattern = false;
            default -> {}
        }
        commandStart = true;
        redirection = false;
        if (!command.isTest()) {
            command = new SimpleCommand(names);
        }
    }

    void endWord() {
        if (inWord) {
            if (redirection) {
                redirection = false;
            } else {
                end(plain ? word.toString() : "");
            }
            clear();
        }
    }

    private void clear() {
        word.setLength(0);
        fragments.clear();
        inWord = false;
        plain = true;
        literalHead = true;
        value = -1;
    }

    /** Values that a word behind them has turned out to make unsafe, since the last time. */
    List<Integer> unsafe() {
        List<Integer> found = List.copyOf(unsafe);
        unsafe.clear();
        return found;
    }

    private void end(String keyword) {
        if (pattern) {
            if (keyword.equals("esac")) {
                pattern = false;
                open--;
            }
        } else if (expected != Case.NONE) {
            pattern = expected == Case.IN && keyword.equals("in");
            expected = expected == Case.SUBJECT ? Case.IN : Case.NONE;
        } else if (commandStart) {
            command(keyword);
        } else {
            add();
        }
    }

    private void command(String keyword) {
        switch (keyword) {
            case "case" -> {
                open++;
                expected = Case.SUBJECT;
            }
            case "esac" -> open = Math.max(0, open - 1);
            default -> {
                if (!COMMAND_FOLLOWS.contains(keyword)) {
                    add();
                }
            }
        }
        commandStart = COMMAND_FOLLOWS.contains(keyword);
    }

    private void add() {
        directive();
        int found = command.add(word.toString(), List.copyOf(fragments), literalHead, value);
        if (found >= 0) {
            unsafe.add(found);
        }
    }
}
