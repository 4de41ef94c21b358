package io.drydock.playbook;

import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.template.ValueTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A variable of a play that is asked for on the terminal, unless the command line gives it.
 *
 * @param text of the question
 * @param otherwise the value where nothing is typed
 * @param isPrivate whether the answer is a secret, which does not show as it is typed
 * @param confirm whether it is typed twice
 */
public record VarsPrompt(
        SourcePos pos, String name, String text, Optional<String> otherwise, boolean isPrivate, boolean confirm) {
    /** Where there is no answer yet it may be any value. An answer is never read as a template. */
    ValueTemplate value(Map<String, ?> answers) {
        Object answer = answers.get(name);
        if (answer == null) return ValueTemplate.broken(pos);
        Object value = isPrivate && !(answer instanceof Secret) ? new Secret(answer.toString()) : answer;
        return new ValueTemplate(pos, new ValueTemplate.Part.Constant(value), List.of());
    }
}
