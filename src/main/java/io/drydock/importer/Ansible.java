package io.drydock.importer;

import io.drydock.yaml.YamlMap;
import java.util.Set;
import java.util.regex.Pattern;

/** What the words of Ansible's playbooks look like. */
final class Ansible {
    private static final Pattern COLLECTION = Pattern.compile(
            "^(ansible\\.(builtin|legacy|posix|utils|netcommon)|community\\.(general|docker|crypto))\\.");

    /** Keys of a task that hold others. */
    static final Set<String> BLOCKS = Set.of("block", "rescue", "always");

    /** The release that roles are told of that ask for Ansible's: one that has all that is read here. */
    static final String VERSION = "2.19.0";

    /** A text that is a variable. */
    static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*(\\w+)\\s*\\}\\}");

    private Ansible() {}

    /** Whether a key of a task is a loop. */
    static boolean isLoop(YamlMap.Entry entry) {
        return entry.key().equals("loop") || entry.key().startsWith("with_");
    }

    /** Whether there are braces of Jinja2 in it. */
    static boolean isTemplate(String text) {
        return text.contains("{{") || text.contains("{%") || text.contains("{#");
    }

    /** The name without its collection, where that is one whose modules are known here. */
    static String plain(String name) {
        return COLLECTION.matcher(name).replaceFirst("");
    }
}
