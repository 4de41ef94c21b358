package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.action.ActionSpec;
import io.drydock.diag.Printable;
import io.drydock.diag.Secret;
import io.drydock.template.Scope;
import io.drydock.template.ShellWord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows all that runs of a task: who as, the modules it calls by their sums, and its texts with every secret masked. */
final class TaskListing {
    private final ActionLibrary library;
    private final Optional<String> user;
    private final Redactor redactor;

    /** @param user whom it is run as; empty: the connection's user */
    TaskListing(ActionLibrary library, Optional<String> user, Redactor redactor) {
        this.library = library;
        this.user = user;
        this.redactor = redactor;
    }

    String of(ActionSpec action, Map<String, Object> model) {
        StringBuilder text = new StringBuilder(user.map(u -> "# as " + ShellWord.quoted(Printable.line(u)) + "\n")
                .orElse("# as who logs in\n"));
        Stream.concat(Stream.of("runtime.sh"), action.library().stream().map(ProgramText::file))
                .forEach(f -> text.append("# with ")
                        .append(f)
                        .append(' ')
                        .append(library.sumOfShared(f))
                        .append('\n'));
        Map<String, Object> shown = new HashMap<>();
        model.forEach((name, value) -> shown.put(name, mask(value)));
        Scope scope = Scope.of(shown);
        action.desired().ifPresent(t -> text.append(t.render(scope)).append("\n# check\n"));
        text.append(action.check().render(scope));
        action.apply().ifPresent(t -> text.append("\n# apply\n").append(t.render(scope)));
        action.after().ifPresent(t -> text.append("\n# after the restart\n").append(t.render(scope)));
        return redactor.clean(text.toString());
    }

    private static @Nullable Object mask(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Secret secret -> secret.shown();
            case List<?> list -> list.stream().map(TaskListing::mask).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> masked = new LinkedHashMap<>();
                map.forEach((k, v) -> masked.put(k, mask(v)));
                yield masked;
            }
            default -> value;
        };
    }
}
