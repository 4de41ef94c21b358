package io.drydock.importer;

import io.drydock.action.ActionLibrary;
import io.drydock.action.ActionSpec;
import io.drydock.action.ArgumentBinder;
import io.drydock.action.ControllerFiles;
import io.drydock.action.Trust;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.facts.Facts;
import io.drydock.template.Any;
import io.drydock.template.Scope;
import io.drydock.template.TemplateEngine;
import io.drydock.template.Unknown;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Has what comes out read as a plan reads it, so that nothing is written that would be refused. */
record Trial(ActionLibrary library, TemplateEngine engine, Names names) {
    /** What stands for any value is told of so where it does not do for one; what there is on a host may do. */
    private static final String ANYTHING = "list+method+map";

    /** In which every variable has the same value, which may be any; facts are those there are. */
    private Scope scope(Object value) {
        Object facts = Facts.shape(_ -> value);
        return new Scope() {
            @Override
            public Object get(String name) {
                return name.equals("facts") ? facts : value;
            }

            @Override
            public boolean has(String name) {
                return name.equals("facts") || names.known(name).isPresent();
            }

            @Override
            public Set<String> names() {
                return Set.of("facts");
            }
        };
    }

    void value(YamlNode node) {
        Diagnostics problems = new Diagnostics();
        engine.value(node, problems);
        check(problems.all());
    }

    void condition(YamlScalar scalar) {
        Diagnostics problems = new Diagnostics();
        engine.expression(scalar, problems)
                .ifPresent(e -> e.problemsAsCondition(scope(Any.ANY)).forEach(problems::add));
        check(problems.all());
    }

    void arguments(ActionSpec spec, YamlNode given) {
        Diagnostics problems = new Diagnostics();
        new ArgumentBinder(engine, new ControllerFiles(Trust.everybody(), VaultKeyring.EMPTY), problems)
                .bind(spec, given.pos(), Optional.of(given), List.of(), true, Path.of(""))
                .problems(scope(Any.ANY), scope(new Unknown("facts")))
                .forEach(problems::add);
        check(problems.all().stream()
                .filter(p -> !p.message().startsWith("no file") && !p.message().contains(ANYTHING))
                .toList());
    }

    /** What is looked up where the playbook is run need not be here. */
    private static boolean isOfThisMachine(Diagnostic problem) {
        return problem.remedy().startsWith("allow it with --allow-lookups")
                || problem.remedy().startsWith("a relative path begins where drydock was started");
    }

    private static void check(List<Diagnostic> problems) {
        Optional<Diagnostic> found = problems.stream()
                .filter(p -> !p.message().contains(ANYTHING) && !isOfThisMachine(p))
                .findFirst();
        if (found.isEmpty()) return;
        Diagnostic first = found.get();
        String construct = construct(first.message());
        if (construct.equals(first.message()) && !first.remedy().isEmpty())
            throw new Refusal(construct, first.remedy());
        throw new Refusal(construct, first.message() + (first.remedy().isEmpty() ? "" : ": " + first.remedy()));
    }

    /** Without what is of one place only. */
    private static String construct(String message) {
        return message.replaceAll("\\s+", " ").length() > 70
                ? message.substring(0, 67).replaceAll("\\s+", " ") + "..."
                : message;
    }
}
