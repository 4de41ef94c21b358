package io.drydock.run;

import io.drydock.diag.Diagnostics;
import io.drydock.facts.FactSubset;
import io.drydock.inventory.Host;
import io.drydock.inventory.Inventory;
import io.drydock.playbook.Play;
import io.drydock.playbook.Task;
import io.drydock.template.Scope;
import io.drydock.template.TemplateEngine;
import io.drydock.template.Unknown;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.YamlNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The variables tasks see, by Ansible's precedence: defaults of roles, inventory, play, task, what tasks set or registered, extra vars.
 * Templates in them are evaluated when they are used.
 */
public final class Variables {
    static final String HOSTVARS = "hostvars";

    private final TemplateEngine engine;
    private final Map<String, Object> extra;
    private final Diagnostics problems;
    private final boolean incomplete;
    private final Map<String, List<String>> groups;
    /** Hosts share the nodes of their groups' variables, so each is compiled once. */
    private final IdentityHashMap<YamlNode, Object> compiled = new IdentityHashMap<>();

    private final Map<String, Map<String, Object>> ofHosts = new HashMap<>();
    /** How hosts are reached of which nothing says it. */
    private final Map<String, Map<String, Object>> reached = new HashMap<>();
    /** What hosts have come to know by the end of a play. */
    private final Map<Mode, Map<String, Map<String, Object>>> learnt =
            Map.of(Mode.PLAN, new ConcurrentHashMap<>(), Mode.APPLY, new ConcurrentHashMap<>());

    private final Map<Mode, HostVars> hostVars = new EnumMap<>(Mode.class);
    private final Set<FactSubset> asked = EnumSet.noneOf(FactSubset.class);

    /** @param extra plain data or templates, stronger than everything else */
    public Variables(TemplateEngine engine, Inventory inventory, Map<String, Object> extra, Diagnostics problems) {
        this.engine = engine;
        this.extra = Map.copyOf(extra);
        this.problems = problems;
        this.incomplete = inventory.isIncomplete();
        this.groups = groups(inventory);
        inventory.reachable().forEach(h -> {
            Map<String, Object> vars = compile(h);
            ofHosts.put(h.name(), vars);
            Object address = vars.getOrDefault("ansible_ssh_host", h.name());
            reached.put(h.name(), Map.of("ansible_host", address, "ansible_connection", "ssh"));
        });
        Set<String> hosts =
                inventory.hosts().stream().map(Host::name).collect(Collectors.toCollection(LinkedHashSet::new));
        for (Mode mode : Mode.values()) hostVars.put(mode, new HostVars(hosts, ofHosts.keySet(), mode, this::ofOther));
    }

    /** What a host knows at the end of a play: others may ask for it from then on. */
    void learn(Mode mode, String host, Map<String, Object> known) {
        Objects.requireNonNull(learnt.get(mode)).put(host, Collections.unmodifiableMap(new HashMap<>(known)));
    }

    /** What other hosts see of one. */
    private Scope ofOther(String host, Mode mode) {
        Map<String, Object> known = learnt(mode, host)
                .or(() -> learnt(Mode.PLAN, host).map(Variables::settled))
                .orElse(Map.of());
        return new LayeredScope(
                List.of(Map.of(HOSTVARS, hostVars(mode)), ofHosts.getOrDefault(host, Map.of()), known, extra),
                Set.of(HOSTVARS));
    }

    private Optional<Map<String, Object>> learnt(Mode mode, String host) {
        return Optional.ofNullable(Objects.requireNonNull(learnt.get(mode)).get(host));
    }

    /** Facts of a host, of which nothing else is known yet: others may ask for them from now on. */
    void learnFacts(String host, Object facts) {
        Objects.requireNonNull(learnt.get(Mode.PLAN)).putIfAbsent(host, Map.of(JudgedFacts.NAME, facts));
    }

    /** Whether hosts may ask for what others know. */
    public boolean usesHostVars() {
        return engine.mentions(HOSTVARS);
    }

    /** What all hosts see of each other. */
    private HostVars hostVars(Mode mode) {
        return Objects.requireNonNull(hostVars.get(mode));
    }

    /**
     * What a host sees of all.
     *
     * @param known what it knows itself
     */
    HostVars hostVars(Mode mode, String host, Map<String, Object> known) {
        Map<String, Object> own = ofHosts.getOrDefault(host, Map.of());
        return hostVars(mode)
                .with(
                        host,
                        new LayeredScope(
                                List.of(Map.of(HOSTVARS, hostVars(mode)), own, known, extra), Set.of(HOSTVARS)));
    }

    /** Of a host on which nothing was left to be applied. */
    private static Map<String, Object> settled(Map<String, Object> planned) {
        Map<String, Object> known = new HashMap<>(planned);
        known.values().removeIf(Unknown.class::isInstance);
        return known;
    }

    /** The names of the hosts of each group, as templates see them. */
    public static Map<String, List<String>> groups(Inventory inventory) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        inventory
                .groups()
                .forEach(g -> groups.put(
                        g, inventory.inGroup(g).stream().map(Host::name).toList()));
        return groups;
    }

    private Map<String, Object> compile(Host host) {
        Map<String, Object> vars = new HashMap<>();
        host.vars().forEach((name, node) -> {
            Object value = compiled.computeIfAbsent(
                    node, n -> engine.value(name, n, problems).orElse(ValueTemplate.broken(n.pos())));
            vars.put(name, value);
        });
        vars.put("inventory_hostname", host.name());
        vars.put("inventory_hostname_short", host.name().split("\\.", 2)[0]);
        vars.put("group_names", host.groups());
        vars.put("groups", groups);
        host.file().ifPresent(file -> {
            vars.put("inventory_file", file.toString());
            vars.put("inventory_dir", String.valueOf(file.getParent()));
        });
        return vars;
    }

    /** The names of all variables that hosts have in the inventory. */
    Set<String> ofHosts() {
        Set<String> names = new HashSet<>();
        ofHosts.values().forEach(of -> names.addAll(of.keySet()));
        return names;
    }

    /** Whether some could not be read, of which no name is known. */
    boolean isIncomplete() {
        return incomplete;
    }

    /** These facts are gathered, too, whether a template uses them or not. */
    public void ask(Set<FactSubset> subsets) {
        asked.addAll(subsets);
    }

    /** What has to be gathered of a host besides what always is: what was asked for, and what a template mentions. */
    Set<FactSubset> subsets() {
        Set<FactSubset> subsets = EnumSet.copyOf(asked);
        for (FactSubset subset : FactSubset.values())
            if (engine.mentions(JudgedFacts.NAME, subset.label())) subsets.add(subset);
        return subsets;
    }

    /** No more secrets are looked up: from now on hosts may have a say in variables. */
    public void endLookups() {
        engine.lookups().seal();
    }

    /** What is known of a host before any play: the inventory's variables and the extra ones. */
    public LayeredScope of(Host host) {
        return new LayeredScope(List.of(ofHosts.get(host.name()), extra), Set.of());
    }

    /**
     * What the gates and hooks of a play see, which are no host's: its variables and the extra ones.
     *
     * @param more what else there is for them
     */
    public LayeredScope of(Play play, Map<String, ?> more) {
        return new LayeredScope(List.of(Map.of("groups", groups), play.defaults(), play.vars(), more, extra), Set.of());
    }

    /** @param dynamic facts, and what tasks registered or set */
    LayeredScope of(Host host, Play play, Task task, Map<String, ?> dynamic) {
        if (extra.keySet().stream().noneMatch(dynamic::containsKey))
            return of(host, play, task, dynamic, names(dynamic));
        Set<String> said = new HashSet<>(dynamic.keySet());
        said.removeAll(extra.keySet());
        return of(host, play, task, dynamic, said);
    }

    private static Set<String> names(Map<String, ?> dynamic) {
        return Collections.unmodifiableSet(dynamic.keySet());
    }

    /**
     * @param dynamic as above
     * @param said the names whose values the host had a say in
     */
    LayeredScope of(Host host, Play play, Task task, Map<String, ?> dynamic, Set<String> said) {
        return new LayeredScope(
                List.of(
                        play.defaults(),
                        task.defaults(),
                        reached.get(host.name()),
                        play.login().variables(),
                        ofHosts.get(host.name()),
                        play.vars(),
                        task.vars(),
                        dynamic,
                        extra),
                said);
    }
}
