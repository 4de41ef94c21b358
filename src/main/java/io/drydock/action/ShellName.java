package io.drydock.action;

import io.drydock.diag.SourcePos;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A name that shell text defines: {@code name()} for a function, {@code NAME} for a variable. Functions of a template, which is
 * no shell text before it is rendered, are found by how it is laid out and not by a shell's grammar; {@link ShellText} reads both
 * of a module.
 */
record ShellName(String name, SourcePos pos) {
    private static final Pattern FUNCTION = Pattern.compile(
            "(?m)(?:^|[;&|{}]|\\b(?:then|else|do)[ \\t])[ \\t]*([A-Za-z_]\\w*)[ \\t]*\\([ \\t]*\\)(?=\\s*[{(])");

    /** In the order of the text; a comment defines nothing. */
    static List<ShellName> functions(String file, String text) {
        List<ShellName> names = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).stripLeading().startsWith("#")) continue;
            String andNext = i + 1 < lines.size() ? lines.get(i) + "\n" + lines.get(i + 1) : lines.get(i);
            for (MatchResult found : FUNCTION.matcher(andNext).results().toList()) {
                if (found.start(1) < lines.get(i).length()) names.add(at(file, i, found));
            }
        }
        return names;
    }

    private static ShellName at(String file, int line, MatchResult found) {
        return new ShellName(found.group(1) + "()", new SourcePos(file, line + 1, found.start(1) + 1));
    }
}
