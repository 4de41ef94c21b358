package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.facts.FactSubset;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The program that reads what a host is like: one round trip.
 *
 * @param subsets what it reads besides what it always does
 */
public record FactsProgram(ActionLibrary library, Duration timeout, String run, Set<FactSubset> subsets) {
    /** The shell files whose facts are those of every host. */
    static final List<String> SECTIONS = List.of("facts.sh", "facts_more.sh");

    private static final int MOST = 4 << 20; // characters

    /**
     * The texts that the host reported, by their names.
     *
     * @param sections the shell files to run one after the other, facts.sh the first
     * @param sealed whether they run with every file system read-only, where that can be done: for programs that keep caches
     */
    Map<String, String> read(Remote remote, Access access, List<String> sections, boolean sealed)
            throws RemoteException, ProgramFailure {
        StringBuilder text =
                new StringBuilder(ProgramText.header("facts", run, true)).append(library.shared("runtime.sh"));
        text.append(sealed ? "start\n" : "start_reading\n").append("SUBSETS='");
        subsets.stream().sorted().forEach(subset -> text.append(subset.label()).append(' '));
        text.append("'\n");
        sections.forEach(section -> text.append(library.shared(section)).append('\n'));
        text.append("finish\n");
        Answers answers = new Answers();
        Invocation.Kind kind = sealed ? Invocation.Kind.SEALED : Invocation.Kind.OPEN;
        ProgramRun.run(remote, kind, text.toString(), access.usual(), access, timeout, answers);
        if (answers.raw.isEmpty()) throw new ProgramFailure("the host told no facts");
        return answers.raw;
    }

    /** Keeps what a host tells of itself, which is only so much. */
    private static final class Answers implements Consumer<Event> {
        final Map<String, String> raw = new HashMap<>();
        private int length;

        @Override
        public void accept(Event event) {
            switch (event) {
                case Event.Fact fact -> keep(fact);
                case Event.Start _, Event.Fatal _, Event.Finish _ -> {}
                case Event.Attached _, Event.Halted _, Event.OfStep _ -> throw new BadAnswer("a task it was not given");
            }
        }

        private void keep(Event.Fact fact) {
            length += fact.name().length() + fact.value().length();
            if (length > MOST) throw new BadAnswer("more than " + MOST + " characters of facts");
            raw.put(fact.name(), fact.value());
        }
    }
}
