package io.drydock.importer;

import io.drydock.action.ActionSpec;
import io.drydock.json.Written;
import io.drydock.yaml.Truth;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a module and its action differ in more than names. */
record ModuleRules(Workshop shop, TermPrinter printer, YamlMap task) {
    /** Values that say what is so anyway. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("stat.get_checksum", "false"),
            Map.entry("stat.get_mime", "false"),
            Map.entry("stat.get_attributes", "false"),
            Map.entry("template.force", "true"),
            Map.entry("template.trim_blocks", "true"),
            Map.entry("template.lstrip_blocks", "*"),
            Map.entry("template.output_encoding", "*"),
            Map.entry("template.newline_sequence", "\\n"),
            Map.entry("copy.force", "true"),
            Map.entry("copy.remote_src", "false"),
            Map.entry("lineinfile.backrefs", "false"),
            Map.entry("lineinfile.firstmatch", "false"),
            Map.entry("apt.purge", "false"),
            Map.entry("apt.autoremove", "false"),
            Map.entry("apt.force", "false"),
            Map.entry("apt.allow_unauthenticated", "false"),
            Map.entry("yum.disable_gpg_check", "false"),
            Map.entry("dnf.disable_gpg_check", "false"),
            Map.entry("systemd.scope", "system"),
            Map.entry("systemd_service.scope", "system"),
            Map.entry("user.generate_ssh_key", "false"),
            Map.entry("user.move_home", "false"),
            Map.entry("sysctl.reload", "*"),
            Map.entry("sysctl.sysctl_set", "*"),
            Map.entry("command.warn", "*"),
            Map.entry("shell.warn", "*"),
            Map.entry("command.strip_empty_ends", "true"));

    private static final Set<String> PACKAGES =
            Set.of("apt", "yum", "dnf", "dnf5", "package", "zypper", "apk", "pacman");
    private static final Set<String> SERVICES = Set.of("service", "systemd", "systemd_service", "sysvinit", "openrc");

    private static final String UPGRADES =
            "{\"dist\": \"full\", \"full\": \"full\", \"yes\": \"safe\", \"safe\": \"safe\"}";

    static boolean isDefault(String module, String argument, YamlNode value) {
        String usual = DEFAULTS.get(module + "." + argument);
        if (usual == null || !(value instanceof YamlScalar scalar)) return false;
        boolean same = Truth.of(Written.plain(scalar.value()))
                .map(t -> t.toString().equals(usual))
                .orElse(scalar.text().equals(usual));
        return usual.equals("*") || same;
    }

    void prepare(String module, ActionSpec spec, Given given) {
        if (PACKAGES.contains(module)) packages(module, given);
        else if (SERVICES.contains(module)) service(given, spec);
        else
            switch (module) {
                case "command", "shell", "raw", "script" -> new CommandRules(shop, task).prepare(module, given);
                case "dpkg_selections" -> selections(given);
                case "apt_repository" -> new RepositoryRules(shop).apt(given);
                case "deb822_repository" -> new RepositoryRules(shop).deb822(given);
                case "zypper_repository" -> new RepositoryRules(shop).zypper(given);
                case "yum_repository" -> new RepositoryRules(shop).yum(given);
                case "make" -> make(given);
                case "modprobe" -> modprobe(given);
                case "reboot" -> reboot(given);
                case "debug" -> debug(given);
                case "fail" -> fail(spec, given);
                case "sysctl" -> sysctl(given);
                case "file" -> file(given);
                case "copy" -> copy(spec, given);
                case "user" -> user(given);
                case "set_fact" -> facts(given);
                case "assert" -> assertion(given);
                default -> {}
            }
    }

    /** What may come to none. */
    private static final Pattern NOTHING = Pattern.compile("(?:\\{\\{|[(,=:\\[{]|\\belse)\\s*[Nn]one\\b");

    private static void facts(Given given) {
        if (given.entries().stream().anyMatch(e -> Ansible.isTemplate(e.key())))
            throw new Refusal(
                    "set_fact by expression",
                    "names of variables are known before the run: set a map, or include_vars a file without name:");
        if (given.entries().stream()
                .flatMap(e -> YamlTexts.all(e.value()).stream())
                .anyMatch(text ->
                        Ansible.isTemplate(text) && NOTHING.matcher(text).find()))
            throw new Refusal("none as a value", "set_fact of what is nothing leaves what the variable was");
        given.remove("cacheable");
    }

    /** What make would do cannot be asked: of a target that is no file it says each time that it is not there. */
    private void make(Given given) {
        List<YamlNode> words = new ArrayList<>(List.of(YamlScalar.of("make", given.pos())));
        given.get("file").ifPresent(file -> words.addAll(List.of(YamlScalar.of("-f", given.pos()), file)));
        given.get("target").ifPresent(words::add);
        given.get("targets").ifPresent(all -> words.addAll(all instanceof YamlList list ? list.items() : List.of(all)));
        if (given.get("params").orElse(null) instanceof YamlMap params) {
            for (YamlMap.Entry entry : params.entries())
                words.add(YamlScalar.of(
                        YamlTexts.of(params, entry.key())
                                .map(text -> entry.key() + "=" + text)
                                .orElse(entry.key()),
                        entry.keyPos()));
            given.remove("params");
        }
        for (String name : List.of("file", "target", "targets", "jobs")) given.remove(name);
        given.set("argv", new YamlList(given.pos(), words));
        given.set("changes", "always");
        shop.known().note("make is called each time; with creates: only while a file is not there");
    }

    private static boolean isTrue(Given given, String name) {
        return given.get(name)
                .filter(YamlScalar.class::isInstance)
                .flatMap(n -> Truth.of(Written.plain(((YamlScalar) n).value())))
                .orElse(false);
    }

    private void packages(String module, Given given) {
        for (String alias : List.of("pkg", "package", "packages"))
            if (given.has(alias) && !given.has("name")) given.rename(alias, "name");
        given.text("state").ifPresent(state -> {
            if (state.equals("installed")) given.set("state", "present");
            if (state.equals("removed")) given.set("state", "absent");
        });
        upgrade(module, given);
        if (given.has("cache_valid_time") && !given.has("update_cache")) given.setPlain("update_cache", "true", true);
        given.rename("update-cache", "update_cache");
        given.rename("oldpackage", "allow_downgrade");
        commas(given);
        String action = given.has("deb") ? "deb" : "";
        if (!action.isEmpty())
            throw new Refusal(module + ".deb", "install it from a repository, or by command: apt-get install -y FILE");
    }

    /** apt, dnf and others have several words for two ways of upgrading all. */
    private void upgrade(String module, Given given) {
        Optional<String> how = given.text("upgrade");
        if (how.isEmpty()) return;
        String text = how.get();
        if (Ansible.isTemplate(text)) {
            String of = text.strip();
            if (!of.startsWith("{{") || of.indexOf("}}") != of.length() - 2)
                throw new Refusal(module + ".upgrade", "name one: safe or full");
            given.set("upgrade", "{{ " + UPGRADES + "[" + of.substring(2, of.length() - 2) + "] }}");
        } else if (Truth.of(text).filter(t -> !t).isPresent()) {
            given.remove("upgrade");
        } else {
            given.set("upgrade", Set.of("dist", "full").contains(text) ? "full" : "safe");
        }
    }

    private static void selections(Given given) {
        String selection = given.text("selection").orElse("");
        if (!Set.of("hold", "install").contains(selection))
            throw new Refusal("dpkg_selections: " + selection, "a package is held or not");
        given.remove("selection");
        given.setPlain("hold", String.valueOf(selection.equals("hold")), selection.equals("hold"));
    }

    /** A text with commas is a list. */
    private static void commas(Given given) {
        Optional<String> names = given.text("name");
        if (names.isEmpty() || !names.get().contains(",") || Ansible.isTemplate(names.get())) return;
        YamlNode at = given.get("name").orElseThrow();
        given.set(
                "name",
                new YamlList(
                        at.pos(),
                        Arrays.stream(names.get().split(","))
                                .map(n -> (YamlNode) YamlScalar.of(n.strip(), at.pos()))
                                .toList()));
    }

    private void service(Given given, ActionSpec spec) {
        given.rename("unit", "name");
        given.rename("service", "name");
        given.rename("daemon-reload", "daemon_reload");
        if (given.has("name")
                || !Objects.requireNonNull(spec.arguments().get("name")).required()) return;
        if (!isTrue(given, "daemon_reload") || given.entries().size() > 1) return;
        shop.known().note("a reload of systemd alone is a command");
        given.replace(new ModuleWriter.Action("command", command(given, "systemctl daemon-reload")));
    }

    private static YamlMap command(Given given, String text) {
        return new YamlMap(
                given.pos(),
                List.of(
                        new YamlMap.Entry("cmd", given.pos(), YamlScalar.of(text, given.pos())),
                        new YamlMap.Entry("changes", given.pos(), YamlScalar.of("always", given.pos()))));
    }

    /** Ansible loads a module until the next boot, unless it is told otherwise. */
    private static void modprobe(Given given) {
        Optional<String> persistent = given.text("persistent");
        given.setPlain(
                "persistent",
                String.valueOf(persistent.filter("present"::equals).isPresent()),
                persistent.filter("present"::equals).isPresent());
    }

    private void reboot(Given given) {
        given.setPlain("when_required", "false", false);
        given.rename("reboot_timeout", "timeout");
        given.rename("test_command", "after");
        given.rename("reboot_command", "command");
    }

    private void debug(Given given) {
        given.text("verbosity").ifPresent(v -> {
            if (!v.equals("0")) shop.known().note("it is always shown, not with more -v only");
        });
        given.remove("verbosity");
        if (!given.has("msg") && !given.has("var")) given.set("msg", "Hello world!");
    }

    private static void fail(ActionSpec spec, Given given) {
        if (spec.name().equals("fail")) return;
        given.rename("msg", "fail_msg");
        given.set("that", "false");
    }

    private void sysctl(Given given) {
        given.rename("key", "name");
        given.rename("val", "value");
        if (!given.has("sysctl_file") && !given.has("file"))
            shop.known().note("it is kept in /etc/sysctl.d/99-drydock.conf; Ansible writes /etc/sysctl.conf");
    }

    private void file(Given given) {
        given.rename("dest", "path");
        given.rename("name", "path");
        if (given.text("state").filter("touch"::equals).isPresent() && !given.has("modification_time"))
            shop.known().note("touch leaves a file that is there alone; Ansible sets its times anew each time");
        if (!given.has("state") && !given.has("src")) return;
        if (!given.has("state") && given.has("src")) given.set("state", "link");
    }

    private void copy(ActionSpec spec, Given given) {
        if (given.text("mode").filter("preserve"::equals).isPresent())
            throw new Refusal("copy.mode: preserve", "name the mode");
        boolean folder = given.text("src").filter(s -> s.endsWith("/")).isPresent();
        if (folder && !spec.description().contains("older")) throw new Refusal("copy of a folder", "name its files");
        if (given.text("content").filter(Ansible::isTemplate).isPresent()) return;
    }

    private void user(Given given) {
        given.rename("user", "name");
        given.rename("createhome", "create_home");
    }

    private void assertion(Given given) {
        given.remove("quiet");
        given.rename("msg", "fail_msg");
        if (task.get("loop").isEmpty() && given.get("that").isEmpty())
            throw new Refusal("assert without that", "say what must hold");
    }
}
