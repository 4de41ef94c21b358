package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.playbook.Playbook;
import io.drydock.playbook.Task;
import io.drydock.run.Tags;
import io.drydock.template.TemplateEngine;
import io.drydock.vault.VaultKeyring;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of a playbook runs, with which variables.
 *
 * @param answered the names of those among the variables that answer what plays ask for, and hide no more than an answer does
 * @param tags as typed, in their order
 * @param heedsWarnings whether a warning keeps it from running, as an error does
 */
record PlaybookRequest(
        List<ExtraVars> extraVars,
        Set<String> answered,
        Set<String> tags,
        Set<String> skipTags,
        boolean heedsWarnings) {
    private static final String NO_TAG = "no task has a tag";

    PlaybookRequest {
        extraVars = List.copyOf(extraVars);
        answered = Set.copyOf(answered);
        tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
        skipTags = Collections.unmodifiableSet(new LinkedHashSet<>(skipTags));
    }

    /** The same with answers to what plays ask for. */
    PlaybookRequest with(Map<String, String> answers) {
        List<String> all =
                new ArrayList<>(extraVars.stream().map(ExtraVars::given).toList());
        answers.forEach((name, text) -> all.add(ExtraVars.word(name, text)));
        Set<String> names = new LinkedHashSet<>(answered);
        names.addAll(answers.keySet());
        return new PlaybookRequest(ExtraVars.of(all), names, tags, skipTags, heedsWarnings);
    }

    Tags selected() {
        return new Tags(stripped(tags), stripped(skipTags));
    }

    private static Set<String> stripped(Set<String> tags) {
        return tags.stream().map(String::strip).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Reports tags that no task has, and a choice of tags that leaves no task. */
    void checkTags(List<Playbook> playbooks, Diagnostics problems) {
        List<Set<String>> tasks = playbooks.stream()
                .flatMap(p -> p.plays().stream())
                .flatMap(p -> p.tasks().stream())
                .filter(task -> task.meta().isEmpty())
                .map(Task::tags)
                .toList();
        TreeSet<String> known = tasks.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        boolean taken = checkTags("--tags", tags, known, problems);
        boolean left = checkTags("--skip-tags", skipTags, known, problems);
        if (!taken || !left || tasks.isEmpty() || tasks.stream().anyMatch(selected()::select)) return;
        if (tags.isEmpty() && skipTags.isEmpty()) {
            problems.warn(
                    SourcePos.of(playbooks.getFirst().file().toString()),
                    "no task is run: all are tagged never",
                    "choose some with --tags");
        } else {
            problems.error(
                    SourcePos.of(tags.isEmpty() ? "--skip-tags" : "--tags"),
                    "no task is left to run",
                    known.isEmpty() ? NO_TAG : "tags: " + Suggestion.listed(known));
        }
    }

    private static boolean checkTags(String option, Set<String> given, Set<String> known, Diagnostics problems) {
        String text = String.join(",", given);
        problems.typed(option, text);
        int column = 1;
        boolean sound = true;
        for (String tag : given) {
            if (!known.contains(tag.strip()) && !Tags.SPECIAL.contains(tag.strip())) {
                sound = false;
                problems.error(
                        new SourcePos(option, 1, column),
                        "no task has the tag \"" + tag.strip() + "\"",
                        Suggestion.near(tag.strip(), known)
                                .orElseGet(
                                        () -> known.isEmpty() ? NO_TAG : Suggestion.among("tags", tag.strip(), known)));
            }
            column += tag.length() + 1;
        }
        return sound;
    }

    /** The files of variables. */
    List<Path> files() {
        return extraVars.stream().filter(ExtraVars::isFile).map(ExtraVars::file).toList();
    }

    /**
     * @param keys open what of them is encrypted
     * @param hidden the names of variables whose values are secrets, besides those that are by their names
     */
    Map<String, Object> variables(TemplateEngine engine, VaultKeyring keys, Set<String> hidden, Diagnostics problems) {
        Map<String, Object> variables = new LinkedHashMap<>();
        for (ExtraVars given : extraVars) {
            if (!given.isFile() && !given.isMap()) variables.putAll(given.words(hidden, problems));
            else
                given.entries(keys, problems)
                        .forEach(e -> engine.value(
                                        e.value(), hidden.contains(e.key()) || Secret.isName(e.key()), problems)
                                .ifPresent(v -> variables.put(e.key(), v)));
        }
        return variables;
    }
}
