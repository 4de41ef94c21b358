package io.drydock.playbook;

import io.drydock.diag.SourcePos;
import io.drydock.template.Expression;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One task or handler, with what it inherits from its play and the includes around it already merged in.
 *
 * @param title the name as written, or the action's name; what notify names
 * @param name the name with its templates
 * @param more arguments that stand beside the action, below {@code args}
 * @param whole whether no argument was written where Drydock does not take it, which has been reported
 * @param when all must hold
 * @param meta what it says in place of an action, if it has none
 * @param within the sections of blocks that it stands in, the outermost first
 * @param notifies titles of handlers, or topics that they listen to
 * @param topics what it listens to besides its title, as a handler
 * @param defaults its role's weakest variables
 * @param environment maps of variables that its programs find in their environment, the last one the strongest
 * @param timeout seconds that its check, and its apply, may each take; empty: as long as it likes
 * @param throttle how many hosts are at it at once; empty: as many as there are
 * @param runOnce whether one host runs it for all of its batch
 * @param directory where the files lie that it names: beside the file that holds the task, or its role
 */
public record Task(
        SourcePos pos,
        String title,
        Optional<ValueTemplate> name,
        String action,
        SourcePos actionPos,
        Optional<YamlNode> arguments,
        List<YamlMap.Entry> more,
        boolean whole,
        Optional<Meta> meta,
        List<BlockSection> within,
        List<Expression> when,
        Optional<Loop> loop,
        Optional<String> register,
        List<String> notifies,
        List<String> topics,
        Set<String> tags,
        Play.Become become,
        boolean ignoreErrors,
        Map<String, ValueTemplate> defaults,
        Map<String, ValueTemplate> vars,
        List<ValueTemplate> environment,
        Optional<Integer> timeout,
        Optional<Integer> throttle,
        boolean runOnce,
        Path directory) {

    public Task {
        more = List.copyOf(more);
        within = List.copyOf(within);
        when = List.copyOf(when);
        notifies = List.copyOf(notifies);
        topics = List.copyOf(topics);
        tags = Set.copyOf(tags);
        defaults = Map.copyOf(defaults);
        vars = Map.copyOf(vars);
        environment = List.copyOf(environment);
    }

    /** Whether a task that notifies this asks for it as a handler. */
    public boolean hears(String notified) {
        return notified.equals(title) || topics.contains(notified);
    }
}
