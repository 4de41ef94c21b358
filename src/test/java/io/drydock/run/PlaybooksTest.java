package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.facts.Facts;
import io.drydock.facts.Gatherer;
import io.drydock.facts.HostTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The playbooks that come with Drydock make a program for every distribution, and a shell can read it. */
class PlaybooksTest {
    /** Whole in others. */
    private static final List<String> PARTS = List.of("kernel.yml", "cgroups.yml", "docker.yml", "verify.yml");

    @TempDir
    Path temp;

    @TestFactory
    Stream<DynamicTest> everyPlaybookFitsEveryHost() throws IOException {
        List<Path> playbooks = list("playbooks").stream()
                .filter(p -> !PARTS.contains(p.getFileName().toString()))
                .toList();
        List<Path> hosts = list("src/test/cases/facts");
        assertTrue(playbooks.size() > 2 && hosts.size() > 12, playbooks + " " + hosts);
        return hosts.stream()
                .map(host -> DynamicTest.dynamicTest(host.getFileName().toString(), () -> {
                    for (Path playbook : playbooks) fits(playbook, facts(host));
                }));
    }

    @Test
    void dockersRepositoryForDerivativesIsThatOfWhatTheyAreMadeOf() throws Exception {
        Facts mint = Facts.of(Map.of(
                "package_manager",
                "apt",
                "os.release",
                "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\nVERSION_CODENAME=vanessa\nUBUNTU_CODENAME=jammy"));
        Path key = Files.writeString(temp.resolve("key.asc"), "a key");
        Path playbook = Files.writeString(
                temp.resolve("play.yml"),
                "- hosts: all\n  tasks:\n    - include: " + Gatherer.HOME.resolve("playbooks/docker.yml") + "\n");
        PlayBed bed = PlayBed.of(
                playbook, Map.of("docker_source", "docker", "docker_repository_key", key.toString()), mint, Mode.PLAN);
        String program = bed.compile().program();
        assertTrue(
                program.contains("/linux/ubuntu") && program.contains("jammy") && !program.contains("vanessa"),
                program);
    }

    private static List<Path> list(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Gatherer.HOME.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    private Facts facts(Path host) throws Exception {
        Path root = Files.createDirectories(temp.resolve(host.getFileName()));
        HostTree.read(host).unpack(root);
        return Facts.of(Gatherer.gather(List.of("/bin/sh"), root.toString(), List.of("facts.sh")));
    }

    private void fits(Path playbook, Facts facts) throws Exception {
        Path key = Files.writeString(temp.resolve("key.asc"), "a key");
        Map<String, Object> other = Map.of(
                "docker_source",
                "docker",
                "docker_repository_key",
                key.toString(),
                "kernel_install",
                true,
                "kernel_modules_reboot",
                true,
                "kernel_try",
                false,
                "verify_restart",
                true,
                "verify_registry",
                "registry.example:5000");
        Map<String, Object> offline = Map.of("docker_folder", "/srv/packages", "kernel_install", true);
        for (Map<String, Object> variables : List.of(Map.<String, Object>of(), other, offline)) {
            PlayBed bed = PlayBed.of(playbook, variables, facts, Mode.PLAN);
            for (String program : bed.programs()) {
                assertEquals(
                        List.of(),
                        program.lines()
                                .filter(l -> l.matches("going \\d+ && refuse .*"))
                                .toList(),
                        playbook + " with " + variables);
                assertReadable(program, playbook);
            }
        }
    }

    private static void assertReadable(String program, Path playbook) throws Exception {
        Process shell = new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
        try (var in = shell.getOutputStream()) {
            in.write(program.getBytes());
        }
        String said = new String(shell.getInputStream().readAllBytes());
        assertEquals(0, shell.waitFor(), () -> playbook + ": " + said);
    }
}
