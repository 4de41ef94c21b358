package io.drydock.importer;

import io.drydock.diag.SourcePos;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What became of playbooks of Ansible.
 *
 * @param tasks all of them, in handlers and blocks too
 * @param noted those that were converted, and of which there is something to know
 * @param refused those that were not
 * @param constructs how often each construct was the reason
 * @param reasons where and why something was not converted
 * @param notes what is to be known of what was
 * @param written the files that were made
 */
public record ImportReport(
        int tasks,
        int noted,
        int refused,
        int templates,
        int refusedTemplates,
        Map<String, Integer> constructs,
        List<Entry> reasons,
        List<Entry> notes,
        List<Path> written) {
    /** Something that is said of a place. */
    public record Entry(SourcePos pos, String text) {}

    public ImportReport {
        constructs = Map.copyOf(constructs);
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
        written = List.copyOf(written);
    }
}
