package io.drydock.template.function;

import io.drydock.diag.Secret;
import io.drydock.template.Lookups;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the evaluation of a template offers to the functions in it. */
public interface Surroundings {
    /** The text of a secret, of which from now on what is made is one, too. */
    String reveal(Secret secret);

    /** Whether a text tells a secret that has been revealed. */
    boolean shows(String text);

    /** Counts so many turns of a loop, and ends the evaluation when there are too many. */
    void step(long count);

    /** Counts one look of a regular expression at a character of a text so long, and ends the evaluation when there are too many. */
    void look(int length);

    /** The value of a variable; null where there is none. */
    @Nullable
    Object variable(String name);

    /** The names of all variables. */
    Set<String> variables();

    /** The value of a fact, or {@link io.drydock.template.Any} where only a host can say it. */
    Object fact(String... keys);

    /**
     * Whether it is a check, before any host is asked anything.
     *
     * @throws io.drydock.template.UnknownValueException if what is evaluated is to wait for a host's facts
     */
    boolean isCheck();

    /** What can be looked up on this machine. */
    Lookups lookups();

    /** The folder of the file that the template stands in. */
    Path directory();
}
