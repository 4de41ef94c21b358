package io.drydock.run;

import io.drydock.playbook.BlockSection;
import io.drydock.playbook.Meta;
import io.drydock.playbook.Task;
import io.drydock.template.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tasks of a play as a host goes through them. A place in it counts through them: where handlers are flushed, and at the end, all handlers
 * stand.
 */
public final class Course {
    private final List<BoundTask> tasks;
    private final List<BoundTask> handlers;
    private final List<Task> heard;
    private final List<Place> places;
    private final Set<Integer> rescuing;

    /** @param handler the number of the handler that stands there, if it is one */
    private record Place(BoundTask task, Optional<Integer> handler) {}

    Course(List<BoundTask> tasks, List<BoundTask> handlers) {
        this.tasks = List.copyOf(tasks);
        this.handlers = List.copyOf(handlers);
        this.heard = handlers.stream().map(BoundTask::task).toList();
        this.places = places();
        this.rescuing = tasks.stream()
                .flatMap(t -> t.task().within().stream())
                .filter(s -> s.kind() == BlockSection.Kind.RESCUE)
                .map(BlockSection::block)
                .collect(Collectors.toUnmodifiableSet());
    }

    List<BoundTask> tasks() {
        return tasks;
    }

    List<BoundTask> handlers() {
        return handlers;
    }

    /** The handlers, as tasks name them. */
    List<Task> heard() {
        return heard;
    }

    private List<Place> places() {
        List<Place> all = new ArrayList<>();
        for (BoundTask task : tasks) {
            if (task.task().meta().equals(Optional.of(Meta.FLUSH_HANDLERS))) addHandlers(all);
            else all.add(new Place(task, Optional.empty()));
        }
        addHandlers(all);
        return List.copyOf(all);
    }

    private void addHandlers(List<Place> all) {
        for (int i = 0; i < handlers.size(); i++)
            all.add(new Place(handlers.get(i).again(), Optional.of(i)));
    }

    int size() {
        return places.size();
    }

    BoundTask at(int place) {
        return places.get(place).task();
    }

    boolean isHandler(int place) {
        return places.get(place).handler().isPresent();
    }

    /** The name that programs give the handler that stands at a place, if one does. */
    Optional<String> token(int place) {
        return places.get(place).handler().map(Course::tokenOf);
    }

    private static String tokenOf(int handler) {
        return "h" + handler;
    }

    /** Whether handlers have been gone through before a place, of which the first stood at {@link #firstHandler}. */
    boolean isPastHandlers(int place) {
        return place > 0 && isHandler(place - 1) && (place == size() || isFirstHandler(place) || !isHandler(place));
    }

    /** Whether the handler at a place may be asked for again by tasks after it. */
    boolean isFlushed(int place) {
        return place < size() - handlers.size();
    }

    private boolean isFirstHandler(int place) {
        return places.get(place).handler().equals(Optional.of(0));
    }

    /** Where the handlers begin that have been gone through before a place. */
    int firstHandler(int place) {
        return place - handlers.size();
    }

    /**
     * The tokens of the handlers that a change of the task at a place asks for on a host. A handler that notifies itself has just run.
     *
     * @throws io.drydock.template.TemplateFailure where no handler has a name that is made of variables
     * @throws io.drydock.template.UnknownValueException where such a name is known only after a task has been run
     */
    List<String> notifiedAt(int place, Scope scope) {
        List<String> names = at(place).task().conduct().notifies().stream()
                .flatMap(notification -> notification.names(heard, scope).stream())
                .toList();
        Optional<String> own = token(place);
        return IntStream.range(0, heard.size())
                .filter(i -> names.stream().anyMatch(heard.get(i)::hears))
                .mapToObj(Course::tokenOf)
                .filter(token -> own.filter(token::equals).isEmpty())
                .toList();
    }

    /** Whether the handler at a place may ask for one that stands before it. What it notifies it names. */
    boolean notifiesBack(int place) {
        List<String> notified = notifiedAt(place, Scope.of(Map.of()));
        return IntStream.range(0, places.get(place).handler().orElseThrow())
                .mapToObj(Course::tokenOf)
                .anyMatch(notified::contains);
    }

    /** Whether the failure of a task is rescued by a block around it. */
    boolean isRescued(BoundTask task) {
        return task.task().within().stream()
                .anyMatch(s -> s.kind() == BlockSection.Kind.BODY && rescuing.contains(s.block()));
    }

    /** Whether a block has tasks that are run when its body has failed. */
    boolean rescues(int block) {
        return rescuing.contains(block);
    }

    /**
     * A block that a host has left behind.
     *
     * @param around the section that the block stands in; empty: in none
     */
    record Left(int block, Optional<BlockSection> around) {}

    /** What has been left behind once a host is past a place, the innermost first. */
    List<Left> leftAfter(int place) {
        List<BlockSection> here = at(place).task().within();
        List<Left> left = new ArrayList<>();
        for (int depth = here.size() - 1;
                depth >= 0 && !isWithin(here.get(depth).block(), place + 1);
                depth--)
            left.add(new Left(
                    here.get(depth).block(), depth == 0 ? Optional.empty() : Optional.of(here.get(depth - 1))));
        return left;
    }

    private boolean isWithin(int block, int place) {
        return place < size() && at(place).task().within().stream().anyMatch(s -> s.block() == block);
    }

    /** Every task that it has, and every handler. */
    Stream<BoundTask> everyTask() {
        return Stream.concat(tasks.stream(), handlers.stream());
    }
}
