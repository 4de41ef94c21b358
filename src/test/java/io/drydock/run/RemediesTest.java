package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.action.ActionLibrary;
import io.drydock.action.ArgumentBinder;
import io.drydock.action.ControllerFiles;
import io.drydock.action.Trust;
import io.drydock.assess.Assessor;
import io.drydock.assess.Observed;
import io.drydock.assess.Remedy;
import io.drydock.diag.Diagnostics;
import io.drydock.facts.Facts;
import io.drydock.facts.Gatherer;
import io.drydock.facts.HostTree;
import io.drydock.facts.Survey;
import io.drydock.inventory.Inventory;
import io.drydock.playbook.PlaybookReader;
import io.drydock.template.TemplateEngine;
import io.drydock.vault.VaultKeyring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tasks that `assess` names as remedies are tasks that a playbook can have. */
class RemediesTest {
    private static final Path TEMPLATES = Gatherer.HOME.resolve("templates");

    @TempDir
    Path temp;

    @Test
    void everyRemedyIsAValidTask() throws Exception {
        var tasks = new TreeSet<String>();
        try (var hosts = Files.list(Gatherer.HOME.resolve("src/test/cases/facts"))) {
            for (var host : hosts.toList()) tasks.addAll(remedies(host));
        }
        assertTrue(tasks.size() > 12, tasks.toString());
        assertEquals(List.of(), problems(tasks));
        assertEquals(
                1,
                problems(Set.of("sysctl: {nam: x}")).size(),
                "an argument that is unknown, of which the missing one is the consequence");
    }

    private List<String> remedies(Path file) throws Exception {
        var root = Files.createDirectories(temp.resolve(file.getFileName()));
        HostTree.read(file).unpack(root);
        var raw = Gatherer.gather(
                List.of("/bin/sh"), root.toString(), List.of("facts.sh", "lib/openpgp.sh", "survey.sh"));
        return Assessor.with(TEMPLATES, PlayBed.LIBRARY.dated())
                .assess(new Observed(Facts.of(raw), Survey.of(raw), 0))
                .findings()
                .stream()
                .filter(finding -> finding.remedy() instanceof Remedy.Task)
                .map(finding -> finding.remedy().text())
                .toList();
    }

    private List<String> problems(Set<String> tasks) throws Exception {
        var text = new StringBuilder("- hosts: all\n  tasks:\n");
        tasks.forEach(task -> text.append("    - ").append(task).append('\n'));
        var file = Files.writeString(temp.resolve("remedies.yml"), text);
        var problems = new Diagnostics();
        var engine = new TemplateEngine();
        var library = new ActionLibrary(List.of(TEMPLATES), engine, problems);
        var inventory = Inventory.read(List.of("host,"), List.of(), VaultKeyring.EMPTY, problems, problems)
                .orElseThrow();
        var variables = new Variables(engine, inventory, Map.of(), problems);
        var playbook = new PlaybookReader(engine, library.names(), problems).read(file);
        if (playbook.isPresent()) {
            var plays = new Binder(
                            inventory,
                            library,
                            new ArgumentBinder(
                                    engine, new ControllerFiles(Trust.everybody(), VaultKeyring.EMPTY), problems),
                            problems)
                    .bind(playbook.get(), Set.of("host"), Tags.ALL);
            new Checker(variables, problems).check(plays);
        }
        return problems.all().stream()
                .map(problem -> problem.pos() + ": " + problem.message())
                .toList();
    }
}
