package io.drydock.action;

import io.drydock.diag.SourcePos;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name that shell text defines: {@code name()} for a function, {@code NAME} for a variable that is set outside of
 * functions. Read from how the text is laid out, not by a shell's grammar: a function is found wherever it begins, a
 * variable where its line begins with it.
 */
record ShellName(String name, SourcePos pos) {
    private static final Pattern FUNCTION = Pattern.compile(
            "(?m)(?:^|[;&|{}]|\\b(?:then|else|do)[ \\t])[ \\t]*([A-Za-z_]\\w*)[ \\t]*\\([ \\t]*\\)(?=\\s*[{(])");
    private static final Pattern BEGINS = Pattern.compile("[A-Za-z_]\\w*[ \\t]*\\([ \\t]*\\)\\s*[{(].*");
    private static final Pattern ENDS_ON_ITS_LINE = Pattern.compile(".*[;&)}][ \\t]*[})][ \\t]*(?:[>#].*)?");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\G([A-Za-z_]\\w*)=(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])*[ \\t]*");

    /** In the order of the text; a comment defines nothing. */
    static List<ShellName> functions(String file, String text) {
        List<ShellName> names = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).stripLeading().startsWith("#")) continue;
            String andNext = i + 1 < lines.size() ? lines.get(i) + "\n" + lines.get(i + 1) : lines.get(i);
            for (MatchResult found : FUNCTION.matcher(andNext).results().toList()) {
                if (found.start(1) < lines.get(i).length()) names.add(at(file, i, found, "()"));
            }
        }
        return names;
    }

    /** In the order of the text. */
    static List<ShellName> variables(String file, String text) {
        List<ShellName> names = new ArrayList<>();
        boolean inFunction = false;
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (inFunction) inFunction = !line.startsWith("}") && !line.startsWith(")");
            else if (BEGINS.matcher(line).matches())
                inFunction = !ENDS_ON_ITS_LINE.matcher(line).matches();
            else for (Matcher m = ASSIGNMENT.matcher(line); m.find(); ) names.add(at(file, i, m, ""));
        }
        return names;
    }

    private static ShellName at(String file, int line, MatchResult found, String suffix) {
        return new ShellName(found.group(1) + suffix, new SourcePos(file, line + 1, found.start(1) + 1));
    }
}
