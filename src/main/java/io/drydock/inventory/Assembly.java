package io.drydock.inventory;

import io.drydock.inventory.Draft.DraftGroup;
import io.drydock.inventory.Draft.DraftHost;
import io.drydock.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Works out each host's groups and variables. Precedence is Ansible's, weakest first: groups in the inventory file from
 * "all" down to the deepest (alphabetically where equally deep), group_vars/all, group_vars of the other groups in the
 * same order, the host in the inventory file, host_vars.
 */
final class Assembly {
  private static final Comparator<DraftGroup> WEAKEST_FIRST =
      Comparator.comparingInt(DraftGroup::depth).thenComparing(group -> group.name);

  private final Draft draft;
  private final Function<String, Map<String, YamlNode>> groupFiles;
  private final Function<String, Map<String, YamlNode>> hostFiles;
  private final Map<Set<DraftGroup>, Lineage> lineages = new HashMap<>();
  private final Map<String, Map<String, YamlNode>> groupFilesRead = new HashMap<>();
  private final Map<String, List<Host>> members = new LinkedHashMap<>();

  /** What all hosts of the same direct groups have in common; {@code names} without "all". */
  private record Lineage(List<DraftGroup> groups, List<String> names, Map<String, YamlNode> vars) {}

  Assembly(Draft draft, Function<String, Map<String, YamlNode>> groupFiles,
      Function<String, Map<String, YamlNode>> hostFiles) {
    this.draft = draft;
    this.groupFiles = groupFiles;
    this.hostFiles = hostFiles;
  }

  Inventory inventory() {
    draft.groups.keySet().forEach(name -> members.put(name, new ArrayList<>()));
    List<Host> hosts = draft.hosts.values().stream().map(this::host).toList();
    Map<String, Host> named = hosts.stream().collect(Collectors.toMap(Host::name, host -> host));
    draft.groups.values().stream().filter(group -> !group.name.equals(Draft.ALL) && !group.name.equals(Draft.UNGROUPED))
        .forEach(group -> members.put(group.name, group.members().stream().map(named::get).toList()));
    return new Inventory(hosts, members);
  }

  private Host host(DraftHost written) {
    Lineage lineage = lineages.computeIfAbsent(direct(written), this::lineage);
    Map<String, YamlNode> files = hostFiles.apply(written.name);
    Map<String, YamlNode> own = files.isEmpty() ? written.vars() : merged(written.vars(), files);
    Host host = new Host(written.name, lineage.names(), new LayeredVars(own, lineage.vars()), written.pos);
    Stream.of(Draft.ALL, Draft.UNGROUPED).filter(name -> lineage.groups().contains(draft.group(name))).forEach(name -> members.get(name).add(host));
    return host;
  }

  private Set<DraftGroup> direct(DraftHost host) {
    boolean grouped = host.groups.stream().anyMatch(group -> !group.name.equals(Draft.ALL));
    return grouped ? host.groups : Set.of(draft.group(Draft.UNGROUPED));
  }

  private Lineage lineage(Set<DraftGroup> direct) {
    Set<DraftGroup> lineage = new LinkedHashSet<>();
    direct.forEach(group -> group.addLineage(lineage));
    lineage.add(draft.group(Draft.ALL));
    List<DraftGroup> groups = lineage.stream().sorted(WEAKEST_FIRST).toList();
    Map<String, YamlNode> vars = new LinkedHashMap<>();
    groups.forEach(group -> vars.putAll(group.vars));
    groups.forEach(group -> vars.putAll(groupFilesRead.computeIfAbsent(group.name, groupFiles)));
    Stream<String> names = groups.stream().map(group -> group.name).filter(name -> !name.equals(Draft.ALL));
    return new Lineage(groups, names.sorted().toList(), vars);
  }

  private static Map<String, YamlNode> merged(Map<String, YamlNode> weak, Map<String, YamlNode> strong) {
    Map<String, YamlNode> all = new LinkedHashMap<>(weak);
    all.putAll(strong);
    return all;
  }
}
