package io.drydock.action;

import io.drydock.ansible.AnsibleWords;
import io.drydock.diag.SourcePos;
import io.drydock.json.Json;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arguments in one text, as Ansible takes them: {@code name=nginx state=started}, {@code chdir=/tmp ls}. */
record KeyValues(SourcePos pos, List<YamlMap.Entry> entries, String map) {
    private static final Pattern PAIR = Pattern.compile("(\\w+)=(\"[^\"]*\"|'[^']*'|\\S*)\\s*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./]+([-:][A-Za-z0-9_./]+)*+");
    /** What may stand before a command; anything else is a variable of the shell. */
    private static final Set<String> BEFORE_COMMANDS =
            Set.of("creates", "removes", "chdir", "executable", "stdin", "warn");

    /** Empty when the text is none: where an action takes a text, the first name must be one of its arguments. */
    static Optional<KeyValues> of(ActionSpec spec, YamlScalar scalar) {
        String text = scalar.text().strip();
        List<YamlMap.Entry> entries = new ArrayList<>();
        List<String> map = new ArrayList<>();
        Matcher pair = PAIR.matcher(text);
        int end = 0;
        while (end < text.length() && pair.region(end, text.length()).lookingAt() && isArgument(spec, pair.group(1))) {
            YamlScalar value = YamlScalar.of(unquoted(pair.group(2)), scalar.pos());
            entries.add(new YamlMap.Entry(pair.group(1), scalar.pos(), value));
            map.add(pair.group(1) + ": " + written(value.text()));
            end = pair.end();
        }
        boolean command = isCommand(spec);
        if (entries.isEmpty() || end < text.length() && !command) return Optional.empty();
        if (end < text.length()) map.add(spec.freeForm().orElseThrow() + ": " + written(text.substring(end)));
        return Optional.of(new KeyValues(scalar.pos(), entries, "{" + String.join(", ", map) + "}"));
    }

    private static boolean isArgument(ActionSpec spec, String name) {
        if (isCommand(spec)) return BEFORE_COMMANDS.contains(name);
        return spec.freeForm().isEmpty()
                || spec.arguments().containsKey(name)
                || AnsibleWords.argument(spec.name(), name).isPresent();
    }

    private static boolean isCommand(ActionSpec spec) {
        return spec.freeForm()
                .map(spec.arguments()::get)
                .filter(a -> a.type() == Argument.Type.WORDS || a.type() == Argument.Type.SHELL)
                .isPresent();
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") || value.startsWith("'") ? value.substring(1, value.length() - 1) : value;
    }

    private static String written(String value) {
        return PLAIN.matcher(value).matches() ? value : Json.canonical(value);
    }
}
