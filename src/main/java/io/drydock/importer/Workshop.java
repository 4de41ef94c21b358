package io.drydock.importer;

import io.drydock.action.ActionLibrary;
import io.drydock.yaml.YamlNode;
import java.util.List;
import java.util.Map;

/**
 * What tasks are converted with, of one file.
 *
 * @param known what is known of variables
 * @param trial has what comes out read
 * @param templates why templates were not converted, by the ends of their paths
 * @param includes what is known of files that are included
 */
record Workshop(Known known, Trial trial, Tally tally, Map<String, Refusal> templates, Includes includes, Marks marks) {
    /** Takes what is to stand as comments before a node. */
    interface Marks {
        void before(YamlNode node, List<String> lines);
    }

    ActionLibrary library() {
        return trial.library();
    }

    Workshop with(Known other) {
        return new Workshop(other, trial, tally, templates, includes, marks);
    }
}
