package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Printable;
import io.drydock.playbook.VarsPrompt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks on the terminal for the variables that plays want typed, for each name once. */
record VarsQuestions(Diagnostics problems) {
    /** What was typed, by name; what is missing has been reported. */
    Map<String, String> ask(List<VarsPrompt> prompts) {
        Map<String, String> answers = new LinkedHashMap<>();
        boolean possible = Prompt.isPossible();
        for (VarsPrompt prompt : prompts) {
            if (answers.containsKey(prompt.name())) continue;
            Optional<String> answer = possible ? ask(prompt) : Optional.empty();
            if (answer.isEmpty())
                problems.error(
                        prompt.pos(),
                        "\"" + prompt.name() + "\" is asked for, and "
                                + (possible ? "nothing was typed" : "there is no terminal to ask on"),
                        "give it: -e " + prompt.name() + "=...");
            if (possible && answer.isEmpty()) break; // whoever ends the input wants no other question
            answers.put(prompt.name(), answer.orElse(""));
        }
        return answers;
    }

    private static Optional<String> ask(VarsPrompt prompt) {
        String question = question(prompt);
        Optional<String> typed = prompt.confirm()
                ? Prompt.twice(question, !prompt.isPrivate())
                : Prompt.ask(question, !prompt.isPrivate());
        return typed.map(text -> text.isEmpty() ? prompt.otherwise().orElse(text) : text);
    }

    private static String question(VarsPrompt prompt) {
        String text = Printable.line(prompt.text()).strip();
        String otherwise =
                prompt.otherwise().map(o -> " [" + Printable.line(o) + "]").orElse("");
        return text.replaceFirst("\\s*:$", "") + otherwise + (text.endsWith("?") && otherwise.isEmpty() ? " " : ": ");
    }
}
