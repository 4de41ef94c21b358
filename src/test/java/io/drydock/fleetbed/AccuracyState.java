package io.drydock.fleetbed;

import io.drydock.CaseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A host's starting state and what is to be done there: a file of src/test/accuracy/states with the sections {@code given}
 * (a script for the host), {@code tasks}, {@code handlers}, and {@code file NAME} for a file beside the playbook.
 */
record AccuracyState(String name, CaseFile file) {
    private static final String MARK = " / ";
    private static final Path FOLDER = Command.ROOT.resolve("src/test/accuracy");

    static List<AccuracyState> all(String only) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("states"))) {
            return files.filter(f -> f.getFileName().toString().contains(only))
                    .sorted()
                    .map(AccuracyState::read)
                    .toList();
        }
    }

    private static AccuracyState read(Path file) {
        try {
            return new AccuracyState(file.getFileName().toString().replace(".state", ""), CaseFile.read(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The script that brings a host to the state. */
    String given() throws IOException {
        return "set -eu\n" + Files.readString(FOLDER.resolve("given.sh")) + file.section("given");
    }

    /** Writes the state's tasks, their names with the state's before them, and its files to {@code folder}. */
    void write(Path folder) throws IOException {
        for (Map.Entry<String, String> section : file.sections().entrySet()) {
            if (section.getKey().startsWith("file "))
                Files.writeString(folder.resolve(section.getKey().substring(5)), section.getValue());
        }
        String tasks = file.section("tasks")
                .replace("@root@", Command.ROOT.toAbsolutePath().toString());
        Files.writeString(
                folder.resolve(name + ".yml"), tasks.replaceAll("(?m)^(- name|  notify): ", "$1: " + prefix()));
    }

    /** For the tasks of a play on all hosts. */
    String include(String host) {
        return "    - include: " + name + ".yml\n      when: inventory_hostname == \"" + host + "\"\n";
    }

    String handlers() {
        return file.section("handlers")
                .replaceAll("(?m)^- name: ", "- name: " + prefix())
                .replaceAll("(?m)^", "    ");
    }

    /** Whether a task of that name is of this state; those of the shipped playbooks have names of their own. */
    boolean owns(String task) {
        return task.startsWith(prefix()) || (file.section("tasks").contains("include:") && !task.contains(MARK));
    }

    private String prefix() {
        return name + MARK;
    }
}
