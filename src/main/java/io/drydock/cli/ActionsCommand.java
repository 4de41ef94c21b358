package io.drydock.cli;

import io.drydock.action.ActionLibrary;
import io.drydock.action.ActionSpec;
import io.drydock.action.Argument;
import io.drydock.action.ResultField;
import io.drydock.ansible.AnsibleWords;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.template.TemplateEngine;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "actions",
        description = "Lists the actions, or explains one with its arguments and examples.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class)
final class ActionsCommand implements Callable<Integer> {
    private final Console console;
    private final Diagnostics problems = new Diagnostics();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The action to explain.")
    Optional<String> name = Optional.empty();

    ActionsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Path> roots = List.of(Path.of("templates").toAbsolutePath(), Home.templates());
        ActionLibrary library = new ActionLibrary(roots, new TemplateEngine(), problems);
        if (name.isEmpty()) list(library);
        else
            library.find(name.get())
                    .ifPresentOrElse(
                            this::explain,
                            () -> problems.error(
                                    SourcePos.of("actions"),
                                    "no action \"" + name.get() + "\"",
                                    AnsibleWords.remedy(AnsibleWords.Place.ACTIONS, name.get())
                                            .orElseGet(() -> Suggestion.didYouMean(name.get(), library.names()))));
        console.failOn(problems);
        return 0;
    }

    private void list(ActionLibrary library) {
        int width = library.names().stream().mapToInt(String::length).max().orElse(0);
        for (String action : library.names()) {
            library.find(action)
                    .ifPresent(
                            a -> console.out().println(String.format("%-" + width + "s  %s", a.name(), a.summary())));
        }
    }

    private void explain(ActionSpec action) {
        PrintStream out = console.out();
        out.println(action.name() + ": " + action.summary());
        if (!action.description().isEmpty()) out.println("\n" + action.description());
        if (!action.arguments().isEmpty()) out.println("\nArguments:");
        action.arguments()
                .values()
                .forEach(a -> out.println("  " + a.name() + " (" + traits(a) + ")\n      "
                        + a.doc().replace("\n", "\n      ")));
        action.rules()
                .forEach(r -> out.println(
                        "  " + r.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": "
                                + String.join(", ", r.names())));
        action.results().filter(results -> !results.isEmpty()).ifPresent(results -> {
            out.println("\nResults, besides those of every task:");
            results.values().forEach(result -> explain(result, "  "));
        });
        if (!action.examples().isEmpty())
            out.println("\nExamples:\n" + action.examples().indent(2).stripTrailing());
    }

    private void explain(ResultField result, String indent) {
        console.out()
                .println(indent + result.name() + " (" + result.type().label() + ")\n"
                        + result.doc().indent(indent.length() + 4).stripTrailing());
        result.fields().values().forEach(field -> explain(field, indent + "    "));
    }

    private static String traits(Argument argument) {
        List<String> traits = new ArrayList<>(List.of(argument.type().label()));
        if (!argument.choices().isEmpty()) traits.set(0, String.join(" | ", argument.choices()));
        if (argument.required()) traits.add("required");
        argument.fallback().ifPresent(d -> traits.add("default " + d));
        if (argument.secrecy() == Argument.Secrecy.ALWAYS) traits.add("secret");
        return String.join(", ", traits);
    }
}
