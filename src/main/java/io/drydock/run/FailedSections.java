package io.drydock.run;

import io.drydock.playbook.BlockSection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What has failed of a play on a host, and in a plan what may fail, so that it is known which of its further tasks are run. A failed task is one of the innermost
 * section of a block around it, or else of the play; templates/runtime.sh goes by the same rules.
 *
 * @param tasks by the sections in which they have failed, or after a question mark in which they may, the names of the tasks; of an ended play,
 *     without a failure, an empty one
 */
record FailedSections(Map<String, String> tasks) {
    static final FailedSections NONE = new FailedSections(Map.of());
    /** Stands for the play itself. */
    static final String PLAY = "p";
    /** Before the name of a section in which a task may fail. */
    private static final String DOUBT = "?";

    FailedSections {
        tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    }

    /** Where a task fails. */
    static String section(BoundTask task) {
        return section(task.task().within().reversed().stream().findFirst());
    }

    private static String section(Optional<BlockSection> innermost) {
        return innermost.map(FailedSections::word).orElse(PLAY);
    }

    private static String word(BlockSection section) {
        return word(section.kind(), section.block());
    }

    private static String word(BlockSection.Kind kind, int block) {
        return word(kind) + block;
    }

    private static String word(BlockSection.Kind kind) {
        return kind.key().substring(0, 1);
    }

    /** When a task is run, in the words of templates/runtime.sh: a section that must not have failed; with a plus, one that must have. */
    static List<String> conditions(BoundTask task) {
        List<String> conditions = new ArrayList<>();
        for (BlockSection section : task.task().within()) {
            if (section.kind() == BlockSection.Kind.RESCUE)
                conditions.add("+" + word(BlockSection.Kind.BODY, section.block()));
            conditions.add(word(section));
        }
        return conditions;
    }

    boolean isAny() {
        return !tasks.isEmpty();
    }

    boolean has(String section) {
        return tasks.containsKey(section);
    }

    /** Whether a task has failed in the section, or in what is left behind in it; a play may also have ended without that. */
    boolean isFailed(String section) {
        return !tasks.getOrDefault(section, "").isEmpty();
    }

    /** Whether the task is run. */
    boolean let(BoundTask task) {
        return let(task, this::has);
    }

    /** Whether it is run, or may be. */
    boolean mayLet(BoundTask task) {
        return let(task, section -> has(section) || has(DOUBT + section));
    }

    private boolean let(BoundTask task, Predicate<String> isToRescue) {
        return !has(PLAY)
                && conditions(task).stream()
                        .allMatch(word -> word.startsWith("+") ? isToRescue.test(word.substring(1)) : !has(word));
    }

    /** The name of the task because of whose failure another one is not run; empty where no failure is the reason. */
    Optional<String> cause(BoundTask task) {
        if (has(PLAY)) return Optional.ofNullable(tasks.get(PLAY)).filter(name -> !name.isEmpty());
        return conditions(task).stream().filter(this::has).findFirst().map(tasks::get);
    }

    /** Once a task has failed, or ended the play. */
    FailedSections with(String section, String name) {
        Map<String, String> more = new LinkedHashMap<>(tasks);
        more.putIfAbsent(section, name);
        return new FailedSections(more);
    }

    /** Once a plan could not tell whether a task succeeds. What becomes of a rescue is not looked at: it may not even be run. */
    FailedSections withDoubt(String section, String name) {
        boolean counts =
                section.startsWith(word(BlockSection.Kind.BODY)) || section.startsWith(word(BlockSection.Kind.ALWAYS));
        return counts ? with(DOUBT + section, name) : this;
    }

    /** Once the host is past a place: what has failed in a block, and was not rescued, has failed in what is around it. */
    FailedSections past(Course course, int place) {
        FailedSections then = this;
        for (Course.Left left : course.leftAfter(place)) {
            Optional<String> failed = then.of("", left.block(), course);
            Optional<String> doubted = then.of(DOUBT, left.block(), course);
            if (failed.isPresent()) then = then.with(section(left.around()), failed.get());
            else if (doubted.isPresent()) then = then.withDoubt(section(left.around()), doubted.get());
        }
        return then;
    }

    /**
     * What has failed before each place of a part of a play, and, as the last, at its end.
     *
     * @param from the first of these places, before which this has failed
     * @param ended what came of the steps
     */
    List<FailedSections> along(Course course, int from, int to, Collection<EndedStep> ended) {
        Map<Integer, List<EndedStep>> byPlace =
                ended.stream().collect(Collectors.groupingBy(step -> step.step().place()));
        List<FailedSections> all = new ArrayList<>(List.of(this));
        for (int place = from; place < to; place++) {
            FailedSections then = all.getLast();
            for (EndedStep step : byPlace.getOrDefault(place, List.of())) then = step.in(then);
            all.add(then.past(course, place));
        }
        return all;
    }

    private Optional<String> of(String doubt, int block, Course course) {
        String body = tasks.get(doubt + word(BlockSection.Kind.BODY, block));
        String rescue = tasks.get(doubt + word(BlockSection.Kind.RESCUE, block));
        Optional<String> unrescued = course.rescues(block) ? Optional.ofNullable(rescue) : Optional.ofNullable(body);
        return unrescued.or(() -> Optional.ofNullable(tasks.get(doubt + word(BlockSection.Kind.ALWAYS, block))));
    }

    /** What a program says once it is past a place, a line each. */
    static String leaving(Course course, int place) {
        StringBuilder text = new StringBuilder();
        for (Course.Left left : course.leftAfter(place)) {
            text.append("left ").append(left.block()).append(' ').append(section(left.around()));
            text.append(course.rescues(left.block()) ? " rescues\n" : "\n");
        }
        return text.toString();
    }
}
