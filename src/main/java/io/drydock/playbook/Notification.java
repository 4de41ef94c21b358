package io.drydock.playbook;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Suggestion;
import io.drydock.json.Written;
import io.drydock.template.Any;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.ValueTemplate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a change of a task asks for.
 *
 * @param written as it stands in the playbook, which may be the title of a handler, template or not
 * @param value gives the title of a handler, or a topic, or a list of these
 */
public record Notification(String written, ValueTemplate value) {
    /** Whether some of the handlers have this very text as their title or topic, so that there is nothing to evaluate. */
    boolean isHeard(List<Task> handlers) {
        return handlers.stream().anyMatch(handler -> handler.hears(written));
    }

    /**
     * Which of the handlers are meant on a host, by titles and topics; none where only a run can tell ({@link Any}).
     *
     * @throws TemplateFailure where no handler has such a name
     * @throws io.drydock.template.UnknownValueException where that is known only after a task has been run
     */
    public List<String> names(List<Task> handlers, Scope scope) {
        if (isHeard(handlers)) return List.of(written);
        Object given = Written.plain(value.evaluate(scope));
        if (given == Any.ANY) return List.of();
        List<String> names = given instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(given));
        List<String> heard = heard(handlers);
        for (String name : names)
            if (!heard.contains(name))
                throw new TemplateFailure(new Diagnostic(
                        value.pos(), "no handler is named \"" + name + "\"", Suggestion.didYouMean(name, heard)));
        return names;
    }

    /** What a task can ask for. */
    static List<String> heard(List<Task> handlers) {
        return handlers.stream()
                .flatMap(h -> Stream.concat(Stream.of(h.title()), h.topics().stream()))
                .toList();
    }
}
