package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Printable;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.fleet.SavedPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The variables of a request that a file has kept without those that are secret.
 *
 * @param request with which these are given again
 */
record VariablesAgain(Console console, RunRequest request) {
    /**
     * Fails where one is missing, or another one is given.
     *
     * @param what the file is of: "plan" or "run"
     */
    List<ExtraVars> of(SavedPlan.Request kept, String what, SourcePos file) {
        Diagnostics problems = new Diagnostics();
        PlaybookRequest given = request.playbook();
        List<String> again = given.extraVars().stream()
                .flatMap(v -> v.names(request.inventory().keys(), problems).stream())
                .toList();
        boolean others = !kept.secrets().containsAll(again);
        if (others || !given.tags().isEmpty() || !given.skipTags().isEmpty())
            problems.error(
                    file,
                    what.equals("plan") ? "a saved plan has its own variables and tags" : "a run has its own variables",
                    what.equals("plan") ? "plan again with others" : "begin another one with others");
        List<String> variables = new ArrayList<>(kept.extraVars());
        given.extraVars().forEach(v -> variables.add(v.given()));
        for (String secret : kept.secrets()) {
            boolean isAsked = kept.answered().orElse(List.of()).contains(secret); // by the play, in its own words
            if (!isAsked && !again.contains(secret))
                ask(secret, what, file, problems).ifPresent(variables::add);
        }
        console.failOn(problems);
        return ExtraVars.of(variables);
    }

    /** Asks on the terminal, if there is one, for a secret that has a name of its own. */
    private static Optional<String> ask(String secret, String what, SourcePos file, Diagnostics problems) {
        boolean named = Secret.isName(secret);
        Optional<String> answer = named ? Prompt.secret(Printable.line(secret) + ": ") : Optional.empty();
        if (answer.isEmpty())
            problems.error(
                    file,
                    "the " + what + (what.equals("plan") ? " was made" : " was begun") + " with the secret " + secret
                            + ", which is not in it",
                    "give it again: -e " + secret + "=..."
                            + (named ? "" : ", or as the map or the file that it was in"));
        return answer.map(value -> ExtraVars.word(secret, value));
    }
}
