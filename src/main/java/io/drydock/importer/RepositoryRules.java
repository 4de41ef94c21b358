package io.drydock.importer;

import io.drydock.yaml.Truth;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Repositories of packages. What brings their keys is a module of its own there, and belongs to them here. */
record RepositoryRules(Workshop shop) {
    /** A word in which blanks may stand between braces. */
    private static final String WORD = "((?:\\{\\{.*?\\}\\}|\\S)+)";

    private static final Pattern LINE = Pattern.compile(
            "deb\\s+(?:\\[((?:\\{\\{.*?\\}\\}|[^\\]])*)\\]\\s*)?" + WORD + "\\s+" + WORD + "((?:\\s+" + WORD + ")*)");

    private static final Pattern WHOLE = Pattern.compile("\\{\\{([^{}]*)\\}\\}");

    /** What stands between braces, and what does not. */
    private static final Pattern BRACES = Pattern.compile("\\{\\{(.*?)\\}\\}|(?:(?!\\{\\{).)+");

    private static final Pattern JOINED =
            Pattern.compile("\\{\\{\\s*([\\w.]+)\\s*\\|\\s*join\\(\\s*['\"] ['\"]\\s*\\)\\s*\\}\\}");

    private static final String KEY =
            "the key belongs to its repository: name it with key_file, a file beside the playbook, or with key_url or key_path";

    /** A line of sources.list, whose file stays the one that Ansible writes. */
    void apt(Given given) {
        String repo =
                line(given.text("repo").orElseThrow(() -> new Refusal("apt_repository without repo", "name its URL")));
        Matcher line = LINE.matcher(repo);
        if (!line.matches())
            throw new Refusal(
                    "apt_repository of this form",
                    "write package_repository: {name: NAME, url: URL, suite: SUITE, components: [main]}");
        Optional<String> options = Optional.ofNullable(line.group(1)).filter(o -> !o.isBlank());
        String name = given.text("filename").orElseGet(() -> usualName(line.group(2)));
        options.ifPresent(all -> words(all).forEach(option -> option(option, given)));
        given.remove("repo");
        given.remove("filename");
        given.set("name", name);
        given.set("url", line.group(2));
        given.set("suite", line.group(3));
        List<YamlNode> components = words(line.group(4))
                .map(word -> (YamlNode) YamlScalar.of(JOINED.matcher(word).replaceAll("{{ $1 }}"), given.pos()))
                .toList();
        if (!components.isEmpty()) given.set("components", new YamlList(given.pos(), components));
        given.set("path", "/etc/apt/sources.list.d/" + name + ".list");
        given.rename("update_cache", "refresh");
        given.rename("update-cache", "refresh");
        usualMode(given);
    }

    private static void usualMode(Given given) {
        if (given.text("mode").filter(mode -> mode.matches("0?644")).isPresent()) given.remove("mode");
    }

    /** The line itself, also where it is in a variable of the project. */
    private String line(String given) {
        Matcher variable = Ansible.VARIABLE.matcher(given.strip());
        Optional<String> text = variable.matches() ? shop.known().names().only(variable.group(1)) : Optional.empty();
        text.ifPresent(_ -> shop.known()
                .note("the line is that of the variable " + variable.group(1)
                        + " in this project; one that is given elsewhere has no effect"));
        return text.orElse(given).strip().replaceAll("\\s+", " ");
    }

    private static Stream<String> words(String text) {
        return Pattern.compile(WORD).matcher(text).results().map(m -> m.group(1));
    }

    private void option(String option, Given given) {
        String[] parts = option.split("=", 2);
        if (parts.length == 2 && parts[0].equals("arch") && !parts[1].contains(","))
            given.set("architectures", parts[1]);
        else if (option.equals("trusted=yes")) given.setPlain("trusted", "true", true);
        else if (parts.length == 2
                && parts[0].equals("signed-by")
                && shop.known().names().begins(parts[1], "/")) given.set("key_path", parts[1]);
        else throw new Refusal("apt_repository with " + parts[0], KEY);
    }

    /** Where the key is: at a URL, in a file of the host, or written out. */
    private void key(Given given, String argument) {
        if (!given.has(argument)) return;
        String key = given.text(argument).orElse("").strip();
        boolean several = key.matches("(?s).*\\s.*") && !key.matches("\\{\\{[^}]*\\}\\}\\S*");
        if (key.startsWith("-----BEGIN")) given.rename(argument, "key");
        else if (several) throw new Refusal("several keys of a repository", "give one that signs it: " + KEY);
        else if (shop.known().names().begins(key, "http://", "https://", "ftp://")) given.rename(argument, "key_url");
        else if (key.startsWith("file:///")) {
            given.set(argument, key.replaceFirst("^file://", ""));
            given.rename(argument, "key_path");
        } else if (shop.known().names().begins(key, "/")) given.rename(argument, "key_path");
        else throw new Refusal("a repository's key of this form", KEY);
    }

    /** A stanza of deb822. */
    void deb822(Given given) {
        key(given, "signed_by");
    }

    /** A section of a file of zypper's. */
    void zypper(Given given) {
        if (given.text("auto_import_keys").flatMap(Truth::of).isPresent()) given.remove("auto_import_keys");
        unchecked(given, "disable_gpg_check", true);
    }

    /** Whether packages need no signature, as an argument says that is this truth value then. */
    private static void unchecked(Given given, String argument, boolean off) {
        if (!given.has(argument)) return;
        String text = given.text(argument).orElse("").strip();
        given.remove(argument);
        Optional<Boolean> truth = Truth.of(text);
        if (truth.isPresent()) {
            if (truth.get() == off) given.setPlain("trusted", "true", true);
            return;
        }
        Matcher whole = WHOLE.matcher(text);
        if (!whole.matches()) throw new Refusal(argument + " of this form", "write trusted: true or false");
        given.set("trusted", "{{ " + (off ? "" : "not ") + "((" + whole.group(1) + ") | bool) }}");
    }

    /** As Ansible calls the file where none is named. */
    private static String usualName(String url) {
        if (url.contains("@"))
            throw new Refusal("apt_repository without filename", "give it filename: and import it again");
        StringBuilder name = new StringBuilder();
        Matcher part = BRACES.matcher(url.replaceFirst("^\\w+://", "").replaceFirst("/+$", ""));
        while (part.find())
            name.append(
                    part.group(1) == null
                            ? part.group().replaceAll("[^a-zA-Z0-9]+", "_")
                            : "{{ (" + part.group(1).strip()
                                    + ") | regex_replace('^\\w+://|/+$', '') | regex_replace('[^a-zA-Z0-9]+', '_') }}");
        return name.toString();
    }

    /** A section of a .repo file. */
    void yum(Given given) {
        for (String other : List.of("mirrorlist", "metalink"))
            if (given.has(other)) throw new Refusal("yum_repository." + other, "name its mirrors as url: [URL, URL]");
        key(given, "gpgkey");
        if (given.text("repo_gpgcheck").flatMap(Truth::of).filter(t -> !t).isPresent()) given.remove("repo_gpgcheck");
        given.text("file").ifPresent(file -> given.set("path", "/etc/yum.repos.d/" + file + ".repo"));
        given.remove("file");
        given.rename("baseurl", "url");
        usualMode(given);
        if (given.has("description"))
            shop.known().note("description of a repository is left out: it is called by its name");
        given.remove("description");
        unchecked(given, "gpgcheck", false);
    }
}
