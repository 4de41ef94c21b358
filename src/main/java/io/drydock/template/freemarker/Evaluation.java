package io.drydock.template.freemarker;

import io.drydock.diag.Secret;
import io.drydock.template.Any;
import io.drydock.template.HostValue;
import io.drydock.template.Lookups;
import io.drydock.template.ValueTemplate;
import io.drydock.template.function.FunctionFailure;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of one template: looks values up and remembers what kinds of value took part. */
final class Evaluation {
    private final Session session;
    private final Lookups lookups;
    private final Path directory;
    private final Secrecy secrecy = new Secrecy();
    private boolean any;
    private int looks;
    private Optional<Miss> miss = Optional.empty();
    private Optional<Miss> undefined = Optional.empty();
    private final Set<Miss> absentFields = new LinkedHashSet<>();

    /**
     * @param lookups what it can find on this machine
     * @param directory that of the file with the template
     */
    Evaluation(Session session, Lookups lookups, Path directory) {
        this.session = session;
        this.lookups = lookups;
        this.directory = directory;
    }

    @Nullable
    Object variable(String name) {
        Object value = found(session.scope(), name, session.scope().get(name));
        if (value == null) {
            miss = Optional.of(new Miss(session.scope(), name, session.scope().names()));
        }
        return known(name, value);
    }

    /** The names of all variables. */
    Set<String> variables() {
        return session.scope().names();
    }

    @Nullable
    Object entry(Map<String, ?> map, String key) {
        Object value = found(map, key, map.get(key));
        if (value == null) {
            miss = Optional.of(new Miss(map, key, map.keySet()));
        }
        return known(key, value);
    }

    /** The same of a map that a host gives. */
    @Nullable
    Object field(HostValue map, String name) {
        Object value = found(map, name, map.fields().get(name));
        if (value == null) {
            Miss absent = new Miss(map, name, map.fields().keySet());
            miss = Optional.of(absent);
            absentFields.add(absent);
        }
        return value;
    }

    /** The fields that were asked for of what a host gives, and that it never has. */
    Set<Miss> absentFields() {
        return absentFields;
    }

    private @Nullable Object found(Object owner, String name, @Nullable Object value) {
        boolean assumed = value == null
                && session.findings().filter(f -> f.assumes(owner, name)).isPresent();
        return assumed ? Any.ANY : value;
    }

    /** The value itself for a variable that is a template. */
    @Nullable
    Object known(String name, @Nullable Object value) {
        return value instanceof ValueTemplate variable ? session.value(name, variable) : value;
    }

    boolean checking() {
        return session.findings().isPresent();
    }

    String reveal(Secret value) {
        return secrecy.reveal(value);
    }

    AssumedValue guess() {
        any = true;
        return session.guess();
    }

    void step(long count) {
        session.step(count);
    }

    /** Counts a look of a regular expression at a text so long. */
    void look(int length) {
        if (++looks > Limits.LOOKS)
            throw new FunctionFailure(
                    "this regular expression takes too long for a text of " + length + " characters",
                    "repeat single characters, not groups: [ab]* for (a|b)*");
    }

    Path directory() {
        return directory;
    }

    boolean usedSecret() {
        return secrecy.used();
    }

    Lookups lookups() {
        return lookups;
    }

    Secrecy secrecy() {
        return secrecy;
    }

    boolean usedAny() {
        return any;
    }

    /** The last name that was not found: what an undefined reference is about. */
    Optional<Miss> miss() {
        return miss;
    }

    void undefined(Miss name) {
        undefined = Optional.of(name);
    }

    /** The name whose absence made the evaluation fail. */
    Optional<Miss> undefined() {
        return undefined;
    }

    /** A result, marked by what took part in it. */
    @Nullable
    Object marked(@Nullable Object result) {
        return any ? Any.ANY : secrecy.concealed(result);
    }
}
