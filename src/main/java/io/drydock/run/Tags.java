package io.drydock.run;

import java.util.Set;

/**
 * Which tasks run, by Ansible's rules: "always" unless skipped, "never" only when named; "tagged", "untagged" and "all" stand for
 * tasks with any tag, with none, and both.
 */
public record Tags(Set<String> wanted, Set<String> skipped) {
    /** Names that mean something whatever tags tasks have. */
    public static final Set<String> SPECIAL = Set.of("all", "always", "never", "tagged", "untagged");

    public static final Tags ALL = new Tags(Set.of(), Set.of());

    public Tags {
        wanted = Set.copyOf(wanted);
        skipped = Set.copyOf(skipped);
    }

    public boolean select(Set<String> tags) {
        return isWanted(tags) && !isSkipped(tags);
    }

    private boolean isWanted(Set<String> tags) {
        if (tags.contains("always") || meant(tags, wanted)) return true;
        return !tags.contains("never")
                && (wanted.isEmpty() || wanted.contains("all") || wanted.contains("tagged") && !tags.isEmpty());
    }

    private boolean isSkipped(Set<String> tags) {
        if (skipped.contains("all")) return !tags.contains("always") || skipped.contains("always");
        return meant(tags, skipped) || skipped.contains("tagged") && !tags.isEmpty();
    }

    private static boolean meant(Set<String> tags, Set<String> named) {
        return tags.isEmpty() ? named.contains("untagged") : tags.stream().anyMatch(named::contains);
    }
}
