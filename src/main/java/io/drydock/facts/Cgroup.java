package io.drydock.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The control groups of the host. */
public record Cgroup(
    @Meaning("`v1`, `v2`, `hybrid` (v1 controllers, and the v2 hierarchy beside them) or `none` mounted")
        Version version,
    @Meaning("Controllers the host has: of v2 those at its root, else those the kernel has enabled")
        List<String> controllers,
    @Meaning("Where each v1 controller is mounted; `unified` is the v2 hierarchy, `systemd` systemd's own")
        Map<String, String> mounts) {
  public enum Version implements Choice { V1, V2, HYBRID, NONE }

  private static final Set<String> NO_CONTROLLER = Set.of("unified", "systemd");

  public Cgroup {
    controllers = List.copyOf(controllers);
    mounts = Collections.unmodifiableMap(new LinkedHashMap<>(mounts));
  }

  static Cgroup of(RawFacts raw) {
    var mounts = raw.map("cgroup.mounts");
    var version = versionOf(mounts);
    return new Cgroup(version, raw.list(version == Version.V2 ? "cgroup.v2" : "cgroup.v1"), mounts);
  }

  private static Version versionOf(Map<String, String> mounts) {
    boolean unified = mounts.containsKey("unified");
    if (mounts.keySet().stream().allMatch(NO_CONTROLLER::contains)) {
      return unified ? Version.V2 : Version.NONE;
    }
    return unified ? Version.HYBRID : Version.V1;
  }
}
