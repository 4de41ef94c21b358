package io.drydock.playbook;

import io.drydock.diag.SourcePos;
import io.drydock.template.Expression;
import io.drydock.template.ValueTemplate;
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
 * @param whole whether no argument was written where Drydock does not take it, which has been reported
 * @param when all must hold
 * @param notifies titles of handlers
 * @param timeout seconds that its check, and its apply, may each take; empty: as long as it likes
 * @param throttle how many hosts are at it at once; empty: as many as there are
 * @param runOnce whether one host runs it for all of its batch
 * @param directory where the file that holds the task lies
 */
public record Task(
        SourcePos pos,
        String title,
        Optional<ValueTemplate> name,
        String action,
        SourcePos actionPos,
        Optional<YamlNode> arguments,
        boolean whole,
        List<Expression> when,
        Optional<ValueTemplate> loop,
        Optional<String> register,
        List<String> notifies,
        Set<String> tags,
        Play.Become become,
        boolean ignoreErrors,
        Map<String, ValueTemplate> vars,
        Optional<Integer> timeout,
        Optional<Integer> throttle,
        boolean runOnce,
        Path directory) {

    public Task {
        when = List.copyOf(when);
        notifies = List.copyOf(notifies);
        tags = Set.copyOf(tags);
        vars = Map.copyOf(vars);
    }
}
