package io.drydock.playbook;

import java.util.Set;

/** The keys that are read, for whoever writes playbooks. */
public final class Keywords {
    private Keywords() {}

    public static Set<String> ofPlays() {
        return PlaybookReader.PLAY_KEYS;
    }

    public static Set<String> ofTasks() {
        return TaskReader.KEYS;
    }

    public static Set<String> ofBlocks() {
        return TaskReader.BLOCK_KEYS;
    }

    /** Of includes of tasks and roles. */
    public static Set<String> ofIncludes() {
        return TaskReader.INCLUDE_KEYS;
    }

    public static Set<String> ofLoopControl() {
        return LoopReader.CONTROL;
    }
}
