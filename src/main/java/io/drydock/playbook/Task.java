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
 * @param topics what it listens to besides its title, as a handler
 * @param defaults its role's weakest variables
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
        List<String> topics,
        Set<String> tags,
        Play.Become become,
        Map<String, ValueTemplate> defaults,
        Map<String, ValueTemplate> vars,
        Conduct conduct,
        Judgement judgement,
        Path directory) {

    public Task {
        more = List.copyOf(more);
        within = List.copyOf(within);
        when = List.copyOf(when);
        topics = List.copyOf(topics);
        tags = Set.copyOf(tags);
        defaults = Map.copyOf(defaults);
        vars = Map.copyOf(vars);
    }

    /** Whether a task that notifies this asks for it as a handler. */
    public boolean hears(String notified) {
        return notified.equals(title) || topics.contains(notified);
    }
}
