package io.drydock.playbook;

import java.util.List;
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

    /** By which a task includes tasks. */
    public static Set<String> includes() {
        return TaskReader.INCLUDES;
    }

    /** By which a task includes a role. */
    public static Set<String> roles() {
        return TaskReader.ROLES;
    }

    /** What an include of a role says besides. */
    public static Set<String> ofRoles() {
        return TaskReader.ROLE_ARGUMENTS;
    }

    /** The loops that an include can be done for. */
    public static List<String> loopsOfIncludes() {
        return IncludeLoop.KEYS;
    }

    /** By which a task includes variables. */
    public static String includeVars() {
        return TaskReader.INCLUDE_VARS;
    }

    /** By which an include names several files, of which the first one that is there is meant. */
    public static String firstFound() {
        return FirstFound.KEY;
    }

    /** Of a variable that a play asks for. */
    public static Set<String> ofVarsPrompt() {
        return VarsPromptReader.KEYS;
    }

    public static Set<String> ofLoopControl() {
        return LoopReader.CONTROL;
    }
}
