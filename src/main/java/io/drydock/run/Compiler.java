package io.drydock.run;

import io.drydock.template.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Compiles a play's next stretch of tasks into one program for a host. One view comes to the same program, however often it is compiled. */
final class Compiler {
    private final HostContext context;

    Compiler(HostContext context) {
        this.context = context;
    }

    /** From where the host stands, up to a barrier or the end of the play with its handlers. */
    Segment compile(BoundPlay play, HostView view) {
        BoundTask first = play.course().at(view.next());
        Optional<Become> user = user(first);
        TaskCompiler compiler = new TaskCompiler(context, play, user.map(Become::user));
        List<CompiledTask> tasks = tasks(play, view, user, compiler);
        List<Step> steps = tasks.stream().flatMap(task -> task.steps().stream()).toList();
        int next = view.next() + tasks.size();
        boolean last = view.isLastPlay()
                && next == play.course().size()
                && !restarts(play, next - 1)
                && !needsController(play, next - 1);
        String program = ProgramText.of(context, view, tasks, compiler.secrets());
        Optional<String> delegate = tasks.getFirst().delegate();
        Optional<Become> there = delegate.flatMap(context.others())
                .map(access -> access.of(first.task().become()))
                .orElse(user);
        return new Segment(program, last, steps, there, next, compiler.secrets(), delegate);
    }

    private List<CompiledTask> tasks(BoundPlay play, HostView view, Optional<Become> user, TaskCompiler compiler) {
        List<CompiledTask> tasks = new ArrayList<>();
        Map<String, Object> known = view.known();
        boolean waits = false;
        int id = view.lastStep() + 1;
        for (int place = view.next();
                place < play.course().size() && user.equals(user(play.course().at(place)));
                place++) {
            // A plan ends its program with a restart, and an apply gives it one of its own. What gathers facts ends one
            // in a plan, which may find that they cannot be known.
            BoundTask bound = play.course().at(place);
            boolean isApart = Barrier.around(bound.task(), context.mode()).isPresent();
            boolean restarts = restarts(play, place);
            boolean gathers = !bound.action().gathers().isEmpty();
            boolean begins = isApart
                    || context.mode() == Mode.APPLY && Barrier.ahead(bound).isPresent();
            boolean ends =
                    isApart || restarts || needsController(play, place) || gathers && context.mode() == Mode.PLAN;
            if (begins && !tasks.isEmpty()) break;
            Optional<CompiledTask> task = compiler.compile(place, id, known, waits);
            if (task.isEmpty()) break;
            Optional<String> barrier = context.mode() == Mode.PLAN
                    ? Barrier.before(play, place, tasks.isEmpty(), context.access())
                    : Optional.empty();
            tasks.add(barrier.map(task.get()::behind).orElse(task.get()));
            id += task.get().steps().size();
            known.putAll(task.get().known());
            waits |= task.get().known().values().stream().anyMatch(Unknown.class::isInstance);
            if (ends || goesBack(play, place)) break;
        }
        return tasks;
    }

    /** Whether the controller decides what has come of the task at a place before others are run. */
    private static boolean needsController(BoundPlay play, int place) {
        return play.course().at(place).task().judgement().needsController();
    }

    /** Whether the last of all handlers stands at a place, tasks follow, and the handlers may have to be gone through again before. */
    private static boolean goesBack(BoundPlay play, int place) {
        int next = place + 1;
        return next < play.course().size()
                && play.course().isPastHandlers(next)
                && IntStream.range(play.course().firstHandler(next), next).anyMatch(play.course()::notifiesBack);
    }

    /** Whether the task at a place may restart the host. */
    private static boolean restarts(BoundPlay play, int place) {
        return play.course().at(place).action().restarts();
    }

    /** What is run, once the host is back, of a step that has restarted it. */
    Segment rejoin(BoundPlay play, HostView view, Segment segment, Step step) throws ProgramFailure {
        TaskCompiler compiler = new TaskCompiler(context, play, segment.user().map(Become::user));
        CompiledTask rest = compiler.rejoin(step, view.known());
        boolean last = view.isLastPlay() && segment.next() == play.course().size();
        String program = ProgramText.of(context, view, List.of(rest), compiler.secrets());
        return new Segment(
                program, last, List.of(step), segment.user(), segment.next(), compiler.secrets(), segment.delegate());
    }

    /** Steps of a segment once more. */
    Segment again(BoundPlay play, HostView view, Segment segment, List<Step> steps) throws ProgramFailure {
        TaskCompiler compiler = new TaskCompiler(context, play, segment.user().map(Become::user));
        List<CompiledTask> tasks = new ArrayList<>();
        for (Step step : steps) tasks.add(compiler.again(step, view.known()));
        String program = ProgramText.of(context, view, tasks, compiler.secrets());
        return new Segment(
                program, false, steps, segment.user(), segment.next(), compiler.secrets(), segment.delegate());
    }

    private Optional<Become> user(BoundTask bound) {
        return context.access().of(bound.task().become());
    }
}
