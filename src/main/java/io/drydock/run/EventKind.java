package io.drydock.run;

import io.drydock.diag.Labelled;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds of events, named as {@code ev} of templates/runtime.sh names them, each with the number of its texts. A program
 * is sent whole with every run, so its runtime is never an older or a newer one: what has another form was not said by it.
 */
enum EventKind implements Labelled {
    START(1),
    ATTACHED(3),
    HALTED(0),
    FATAL(1),
    FINISH(0),
    FACT(2),
    BEGIN(0),
    RESTART(2),
    PROMISES(1),
    WANT(4),
    CONTENT(5),
    ACT(2),
    MESSAGE(1),
    LATER(1),
    DEFER(2),
    LOST(0),
    RESULT(2),
    DATA(2),
    PART(1),
    KEPT(1),
    RETRY(1),
    OUTPUT(3),
    END(1),
    UNSUPPORTED(1),
    FAILED(3);

    private static final Map<String, EventKind> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(EventKind::label, Function.identity()));
    private static final Set<Outcome> ENDS = Set.of(Outcome.OK, Outcome.CHANGE, Outcome.DEFERRED, Outcome.SKIPPED);

    final int texts;

    EventKind(int texts) {
        this.texts = texts;
    }

    /** @throws BadAnswer when there is none of this name and number of texts */
    static EventKind of(String name, int texts) {
        EventKind kind = Optional.ofNullable(BY_NAME.get(name))
                .orElseThrow(() -> new BadAnswer("an event of the unknown kind \"" + name + "\""));
        if (kind.texts != texts)
            throw new BadAnswer("an event \"" + name + "\" with " + texts + " texts, not " + kind.texts);
        return kind;
    }

    /**
     * @param t as many texts as the kind has
     * @throws BadAnswer when they are no such event
     */
    Event read(int step, List<String> t) {
        Event event = switch (this) {
            case START -> new Event.Start(word(Event.Seal.class, t.get(0)));
            case ATTACHED -> new Event.Attached(t.get(0), BadAnswer.number(t.get(1)), BadAnswer.number(t.get(2)));
            case HALTED -> new Event.Halted();
            case FATAL -> new Event.Fatal(t.get(0));
            case FINISH -> new Event.Finish();
            case FACT -> new Event.Fact(t.get(0), t.get(1));
            case BEGIN -> new Event.Begin(step);
            case RESTART -> new Event.Restarts(step, t.get(0), BadAnswer.number(t.get(1)));
            case PROMISES -> new Event.Promises(step, t.get(0));
            case WANT -> new Event.Want(step, phase(t.get(0)), t.get(1), t.get(2), t.get(3));
            case CONTENT ->
                new Event.Content(
                        step, phase(t.get(0)), t.get(1), word(Event.Kind.class, t.get(2)), t.get(3), t.get(4));
            case ACT -> new Event.Act(step, phase(t.get(0)), t.get(1));
            case MESSAGE -> new Event.Message(step, t.get(0));
            case LATER -> new Event.Later(step, t.get(0));
            case DEFER -> new Event.Defer(step, BadAnswer.number(t.get(0)), t.get(1));
            case LOST -> new Event.Lost(step);
            case RESULT -> new Event.Result(step, t.get(0), t.get(1));
            case DATA -> new Event.Data(step, t.get(0), t.get(1));
            case PART -> new Event.Part(step, t.get(0));
            case KEPT -> new Event.Kept(step, t.get(0));
            case RETRY -> new Event.Retry(step, BadAnswer.number(t.get(0)));
            case OUTPUT ->
                new Event.Output(step, word(Event.Stream.class, t.get(0)), BadAnswer.number(t.get(1)), t.get(2));
            case END -> new Event.Done(step, ending(t.get(0)));
            case UNSUPPORTED -> new Event.Unsupported(step, phase(t.get(0)));
            case FAILED ->
                new Event.Failed(step, word(Event.Why.class, t.get(0)), BadAnswer.number(t.get(1)), phase(t.get(2)));
        };
        if (event instanceof Event.OfStep == (step == 0)) throw new BadAnswer("a task it was not given");
        return event;
    }

    private static Event.Phase phase(String text) {
        return word(Event.Phase.class, text);
    }

    private static Outcome ending(String text) {
        return Labelled.of(Outcome.class, text)
                .filter(ENDS::contains)
                .orElseThrow(() -> new BadAnswer("a task cannot end as it says"));
    }

    private static <E extends Enum<E> & Labelled> E word(Class<E> set, String text) {
        return Labelled.of(set, text).orElseThrow(() -> new BadAnswer("an event with a word that none has there"));
    }
}
