package io.drydock.playbook;

/**
 * The part of a block that a task stands in.
 *
 * @param block a number that no other block of the playbook has
 */
public record BlockSection(int block, Kind kind) {
    /** What a section is for. */
    public enum Kind {
        /** What is tried. */
        BODY("block"),
        /** What is run when the body has failed, which then has not. */
        RESCUE("rescue"),
        /** What is run whatever has become of the others. */
        ALWAYS("always");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** As playbooks name it. */
        public String key() {
            return key;
        }
    }
}
