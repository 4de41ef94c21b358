package io.drydock.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A task with all items of its loop as a part of a program: whole, or not there at all.
 *
 * @param text its lines in the program
 * @param modules the modules under templates/lib that it calls
 * @param known the variables that later tasks of the program see by it, {@link io.drydock.template.Unknown} where it has to be run first
 * @param delegate the other host on which it is run
 */
record CompiledTask(
        List<Step> steps, String text, Set<String> modules, Map<String, Object> known, Optional<String> delegate) {
    /** The same behind a barrier. */
    CompiledTask behind(String why) {
        List<Step> barred = new ArrayList<>(steps);
        barred.set(0, barred.getFirst().behind(why));
        return new CompiledTask(List.copyOf(barred), text, modules, known, delegate);
    }
}
