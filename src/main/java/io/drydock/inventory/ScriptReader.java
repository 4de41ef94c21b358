package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.inventory.Draft.DraftGroup;
import io.drydock.inventory.Draft.DraftHost;
import io.drydock.json.Json;
import io.drydock.vault.LocalProgram;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.Encryption;
import io.drydock.yaml.Fields;
import io.drydock.yaml.TextFile;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlMap.Entry;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import io.drydock.yaml.YamlScalar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs an inventory program, as Ansible does: {@code --list} prints groups as JSON, with the variables of hosts under {@code _meta};
 * without that, {@code --host NAME} prints those of each.
 */
final class ScriptReader {
    private static final String TIMEOUT = "DRYDOCK_INVENTORY_TIMEOUT";
    private static final int MOST = 256 << 20; // bytes of output
    private static final Set<String> KEYS = Set.of("hosts", "vars", "children");

    private final Path program;
    private final Draft draft;
    private final VaultKeyring keys;
    private final Diagnostics problems;
    private final Map<String, DraftHost> named = new LinkedHashMap<>();

    ScriptReader(Path program, Draft draft, VaultKeyring keys, Diagnostics problems) {
        this.program = program;
        this.draft = draft;
        this.keys = keys;
        this.problems = problems;
    }

    void read() {
        Optional<YamlNode> said = output(List.of("--list"));
        if (said.isEmpty()) return;
        List<Entry> groups = entries(said.get(), "an inventory program prints a JSON object of groups");
        groups.stream().filter(entry -> !entry.key().equals("_meta")).forEach(this::group);
        Optional<YamlMap> hostvars = groups.stream()
                .filter(entry -> entry.key().equals("_meta") && entry.value() instanceof YamlMap)
                .flatMap(entry -> ((YamlMap) entry.value()).entries().stream())
                .filter(entry -> entry.key().equals("hostvars") && entry.value() instanceof YamlMap)
                .map(entry -> (YamlMap) entry.value())
                .findFirst();
        if (hostvars.isPresent()) hostvars.get().entries().forEach(this::host);
        else named.values().stream().takeWhile(this::asked).forEach(_ -> {});
    }

    private void host(Entry vars) {
        DraftHost host = named.get(vars.key());
        if (host != null) put(host, vars.value());
    }

    /** Whether the program has answered. */
    private boolean asked(DraftHost host) {
        int before = problems.times();
        output(List.of("--host", host.name)).ifPresent(vars -> put(host, vars));
        return problems.times() == before;
    }

    private void put(DraftHost host, YamlNode given) {
        YamlMap vars = new YamlMap(
                given.pos(), entries(given, "the variables of host \"" + host.name + "\" are a JSON object"));
        draft.check(vars);
        Draft.put(host, vars);
    }

    /** A list alone is the hosts of the group; an object with none of the known keys is the variables of a host of that name. */
    private void group(Entry entry) {
        Optional<DraftGroup> known = draft.group(entry.key(), entry.keyPos());
        if (known.isEmpty()) return;
        DraftGroup group = known.get();
        if (!(entry.value() instanceof YamlMap map)) {
            hosts(group, entry.value());
        } else if (map.entries().stream().noneMatch(e -> KEYS.contains(e.key()))) {
            host(group, entry.key(), entry.keyPos());
            draft.addVars(group, map);
        } else {
            map.get("hosts").ifPresent(hosts -> hosts(group, hosts));
            map.get("vars")
                    .ifPresent(vars -> draft.addVars(
                            group,
                            new YamlMap(
                                    vars.pos(), entries(vars, "vars of group \"" + group.name + "\" is an object"))));
            map.get("children").ifPresent(children -> children(group, children));
        }
    }

    private void hosts(DraftGroup group, YamlNode hosts) {
        names(hosts, "the hosts of group \"" + group.name + "\"").forEach(name -> host(group, name.text(), name.pos()));
    }

    private void host(DraftGroup group, String name, SourcePos pos) {
        if (!HostRange.isName(name)) {
            problems.error(pos, "\"" + name + "\" is not a host name", HostRange.NAME_RULE);
            return;
        }
        DraftHost host = draft.host(name, pos);
        named.put(name, host);
        Draft.join(group, host);
    }

    private void children(DraftGroup group, YamlNode children) {
        for (YamlScalar name : names(children, "the children of group \"" + group.name + "\""))
            draft.group(name.text(), name.pos()).ifPresent(child -> draft.addChild(group, child, name.pos()));
    }

    private List<YamlScalar> names(YamlNode node, String what) {
        List<YamlScalar> names = new ArrayList<>();
        boolean sound = node instanceof YamlList;
        if (node instanceof YamlList list)
            for (YamlNode item : list.items())
                if (item instanceof YamlScalar name && name.value() != null) names.add(name);
                else sound = false;
        if (!sound) problems.error(node.pos(), what + " must be a list of names", mend());
        return names;
    }

    private List<Entry> entries(YamlNode node, String message) {
        return Fields.entries(node, message, mend(), problems);
    }

    private String mend() {
        return "look at what " + program + " --list prints";
    }

    private Optional<YamlNode> output(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(program.toAbsolutePath().toString()));
        words.addAll(arguments);
        String shown = program + " " + String.join(" ", arguments);
        try {
            LocalProgram.Output output = LocalProgram.run(words, false, limit(), MOST);
            if (!output.complaint().isEmpty())
                problems.warn(SourcePos.of(shown), "the program complains: " + output.complaint(), "");
            String text = new String(output.printed(), StandardCharsets.UTF_8);
            if (arguments.size() > 1 && text.isBlank()) return Optional.empty(); // no variables
            if (!text.stripLeading().startsWith("{")) {
                problems.error(
                        SourcePos.of(shown),
                        text.isBlank() ? "the inventory program prints nothing" : "this prints no JSON object",
                        "an inventory program prints {\"GROUP\": {\"hosts\": [...]}, \"_meta\": {\"hostvars\": {...}}}");
                return Optional.empty();
            }
            Json.read(text);
            return YamlReader.read(new TextFile(shown, text, Encryption.NONE), keys, problems);
        } catch (LocalProgram.Failure e) {
            problems.error(
                    SourcePos.of(shown),
                    "the inventory program " + e.what(),
                    "try it by itself: " + shown + (e.isLate() ? "; " + TIMEOUT + "=SECONDS gives it longer" : ""));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            problems.error(SourcePos.of(shown), "this is no JSON: " + e.getMessage(), mend());
            return Optional.empty();
        }
    }

    private static Duration limit() {
        String seconds = System.getenv().getOrDefault(TIMEOUT, "");
        return Duration.ofSeconds(seconds.matches("[1-9][0-9]{0,5}") ? Long.parseLong(seconds) : 60);
    }
}
