package io.drydock.ansible.jinja;

/**
 * How a text is read.
 *
 * @param trimsBlocks whether the line break behind a tag belongs to the tag
 * @param stripsBlocks whether the white space before a tag in its line belongs to the tag
 * @param keepsBackslashes whether a backslash in a text of an output stands for itself, as it does in Ansible's playbooks
 */
public record JinjaSettings(boolean trimsBlocks, boolean stripsBlocks, boolean keepsBackslashes) {
    /** Those of values in playbooks. */
    public static final JinjaSettings VALUES = new JinjaSettings(true, false, true);
    /** Those of files of the template module. */
    public static final JinjaSettings FILES = new JinjaSettings(true, false, false);
}
