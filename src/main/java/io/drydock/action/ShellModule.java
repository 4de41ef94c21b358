package io.drydock.action;

import io.drydock.diag.SourcePos;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file under lib/, whose head, the comment it begins with, may say {@code # uses: MODULE...} and {@code # prefix: WORD}.
 *
 * @param prefix what its functions begin with, and in capitals its variables; else the name of its file
 * @param functions all that it defines, named {@code name()}
 * @param variables all that it assigns, but for those in the environment of a single command
 */
record ShellModule(
        String name,
        String prefix,
        SourcePos pos,
        List<Use> uses,
        List<ShellName> functions,
        List<ShellName> variables) {
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern HEAD = Pattern.compile("#\\s*(uses|prefix):(.*)");
    private static final Pattern WORD = Pattern.compile("[^\\s,]+");

    /** A module that another one names in its head. */
    record Use(String module, SourcePos pos) {}

    static ShellModule read(String name, String file, String text) {
        String prefix = name;
        SourcePos pos = new SourcePos(file, 1, 1);
        List<Use> uses = new ArrayList<>();
        List<String> head = text.lines().takeWhile(l -> l.startsWith("#")).toList();
        for (int i = 0; i < head.size(); i++) {
            Matcher line = HEAD.matcher(head.get(i));
            if (!line.matches()) continue;
            for (Matcher word = WORD.matcher(line.group(2)); word.find(); ) {
                SourcePos at = new SourcePos(file, i + 1, line.start(2) + word.start() + 1);
                if (line.group(1).equals("uses")) {
                    uses.add(new Use(word.group(), at));
                } else {
                    prefix = word.group();
                    pos = at;
                }
            }
        }
        ShellText shell = ShellText.of(file, text);
        return new ShellModule(name, prefix, pos, uses, shell.functions(), shell.variables());
    }

    /** Whether it may define the function {@code name()}. */
    boolean owns(String function) {
        return function.equals(prefix + "()") || function.startsWith(prefix + "_");
    }

    boolean ownsVariable(String variable) {
        String capitals = prefix.toUpperCase(Locale.ROOT);
        return (variable.equals(capitals) || variable.startsWith(capitals + "_"))
                && variable.equals(variable.toUpperCase(Locale.ROOT));
    }
}
