package io.drydock.importer;

import io.drydock.yaml.Truth;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Repositories of packages. What brings their keys is a module of its own there, and belongs to them here. */
record RepositoryRules(Workshop shop) {
    /** A word in which blanks may stand between braces. */
    private static final String WORD = "((?:\\{\\{.*?\\}\\}|\\S)+)";

    private static final Pattern LINE =
            Pattern.compile("deb\\s+(?:\\[([^\\]]*)\\]\\s+)?" + WORD + "\\s+" + WORD + "((?:\\s+" + WORD + ")*)");

    private static final String KEY =
            "the key belongs to its repository: put it beside the playbook, as files/NAME.asc, and name it with key_file";

    /** A line of sources.list, whose file stays the one that Ansible writes. */
    void apt(Given given) {
        String repo = given.text("repo").orElseThrow(() -> new Refusal("apt_repository without repo", "name its URL"));
        Matcher line = LINE.matcher(repo.strip());
        if (!line.matches())
            throw new Refusal(
                    "apt_repository of this form",
                    "write package_repository: {name: NAME, url: URL, suite: SUITE, components: [main]}");
        Optional<String> options = Optional.ofNullable(line.group(1)).filter(o -> !o.isBlank());
        String name = given.text("filename").orElseGet(() -> usualName(line.group(2)));
        options.ifPresent(all -> Arrays.stream(all.strip().split("\\s+")).forEach(option -> option(option, given)));
        given.remove("repo");
        given.remove("filename");
        given.set("name", name);
        given.set("url", line.group(2));
        given.set("suite", line.group(3));
        List<YamlNode> components = components(line.group(4), given);
        if (!components.isEmpty()) given.set("components", new YamlList(given.pos(), components));
        given.set("path", "/etc/apt/sources.list.d/" + name + ".list");
        given.rename("update_cache", "refresh");
        given.rename("update-cache", "refresh");
    }

    private static void option(String option, Given given) {
        String[] parts = option.split("=", 2);
        if (parts.length == 2 && parts[0].equals("arch") && !parts[1].contains(","))
            given.set("architectures", parts[1]);
        else if (option.equals("trusted=yes")) given.setPlain("trusted", "true", true);
        else throw new Refusal("apt_repository with " + parts[0], KEY);
    }

    /** As Ansible calls the file where none is named. */
    private static String usualName(String url) {
        if (Ansible.isTemplate(url) || url.contains("@"))
            throw new Refusal("apt_repository without filename", "give it filename: and import it again");
        return String.join(
                "_",
                Arrays.stream(url.replaceFirst("^\\w+://", "").split("[^a-zA-Z0-9]+"))
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    private static List<YamlNode> components(String words, Given given) {
        return Pattern.compile(WORD)
                .matcher(words)
                .results()
                .<YamlNode>map(m -> YamlScalar.of(m.group(1), given.pos()))
                .toList();
    }

    /** A section of a .repo file. */
    void yum(Given given) {
        for (String other : List.of("mirrorlist", "metalink"))
            if (given.has(other)) throw new Refusal("yum_repository." + other, "name its mirrors as url: [URL, URL]");
        if (given.has("gpgkey")) throw new Refusal("yum_repository.gpgkey", KEY);
        given.text("file").ifPresent(file -> given.set("path", "/etc/yum.repos.d/" + file + ".repo"));
        given.remove("file");
        given.rename("baseurl", "url");
        if (given.has("description"))
            shop.known().note("description of a repository is left out: it is called by its name");
        given.remove("description");
        Optional<String> checked = given.text("gpgcheck");
        Optional<Boolean> truth = checked.flatMap(Truth::of);
        if (checked.isPresent() && truth.isEmpty())
            throw new Refusal("yum_repository.gpgcheck by expression", "write trusted: true or false");
        given.remove("gpgcheck");
        if (truth.filter(t -> !t).isPresent()) given.setPlain("trusted", "true", true);
    }
}
