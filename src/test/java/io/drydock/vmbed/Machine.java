package io.drydock.vmbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The machine of src/test/vm/vm, and Drydock's launcher pointed at it. */
final class Machine implements AutoCloseable {
    static final Path ROOT = Path.of(System.getProperty("drydock.home", "."));
    private static final String SCRIPT = ROOT.resolve("src/test/vm/vm").toString();
    private static final int LONGEST = 60; // minutes that anything may take

    private final Path directory;
    private final String kind;

    record Ended(int status, String out, String err) {
        @Override
        public String toString() {
            return "status " + status + "\n--- output\n" + out + "\n--- errors\n" + err;
        }
    }

    /** A run of Drydock on the machine. */
    record Run(Ended ended, JsonNode host) {
        String task(String name, String field) {
            return host.get("tasks")
                    .valueStream()
                    .filter(t -> t.get("name").asText().equals(name))
                    .findFirst()
                    .map(t -> t.path(field).asText())
                    .orElseThrow(() -> new AssertionError("no task \"" + name + "\": " + ended));
        }

        List<String> outcomes() {
            return host.get("tasks")
                    .valueStream()
                    .map(t -> t.get("outcome").asText())
                    .toList();
        }
    }

    private Machine(Path directory, String kind) {
        this.directory = directory;
        this.kind = kind;
    }

    /**
     * A fresh one, up and running.
     *
     * @param kind as src/test/vm/vm knows it: bookworm-grub
     */
    static Machine up(Path directory, String kind) throws IOException {
        vm("up", kind);
        Machine machine = new Machine(directory, kind);
        Files.writeString(machine.inventory(), vm("inventory"));
        return machine;
    }

    static void start() {
        vm("start");
    }

    /** Pulls the plug. */
    static void cut() {
        vm("cut");
    }

    private static String vm(String... words) {
        List<String> command = new ArrayList<>(List.of(SCRIPT));
        command.addAll(List.of(words));
        Ended ended = run(command);
        if (ended.status() != 0) throw new IllegalStateException(command + ": " + ended);
        return ended.out();
    }

    /** What OpenSSH says, for looking at what Drydock did, and for what it should find. */
    String ssh(String command) {
        return vm("ssh", command).strip();
    }

    Path directory() {
        return directory;
    }

    boolean hasSystemdBoot() {
        return kind.endsWith("-systemd-boot") || kind.endsWith("-boot-counting") || kind.endsWith("-uki");
    }

    /** The boot loader gets to know a kernel that is in /boot. */
    void addEntry(String release) {
        ssh(
                hasSystemdBoot()
                        ? "kernel-install add " + release + " /boot/vmlinuz-" + release
                        : hasExtlinux() ? "u-boot-update" : "update-grub");
    }

    boolean hasUnifiedImages() {
        return kind.endsWith("-uki");
    }

    private boolean hasExtlinux() {
        return kind.endsWith("-extlinux");
    }

    /** What the boot loader starts by itself, in its own words; empty where nothing was chosen. */
    String startsByDefault() {
        if (hasExtlinux())
            return ssh("awk '$1 == \"default\" {label = $2} $1 == \"label\" {at = $2}"
                    + " $1 == \"linux\" && at == label {print $2}' /boot/extlinux/extlinux.conf");
        return chosen("saved_entry", "LoaderEntryDefault");
    }

    /** What it starts at the next boot alone. */
    String startsOnce() {
        // the block of the loader's own file in which it finds the label
        if (hasExtlinux())
            return ssh("tail -c 1024 /boot/extlinux/ldlinux.sys | tr -dc '[:print:]' | grep -o 'l[0-9]r*' || true");
        return chosen("next_entry", "LoaderEntryOneShot");
    }

    private String chosen(String inGrub, String inEfi) {
        return ssh(
                hasSystemdBoot()
                        ? "tr -dc '[:graph:]' </sys/firmware/efi/efivars/" + inEfi
                                + "-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f 2>/dev/null || true"
                        : "grub-editenv list | sed -n 's/^" + inGrub + "=//p'");
    }

    private Path inventory() {
        return directory.resolve("inventory.yml");
    }

    /** @param tasks YAML */
    Path playbook(String tasks) throws IOException {
        return Files.writeString(
                Files.createTempFile(directory, "playbook", ".yml"), "- hosts: all\n  tasks:\n" + tasks.indent(4));
    }

    /** @param options words of the command line, such as {@code -e}, {@code NAME=VALUE} */
    Run plan(Path playbook, String... options) throws IOException {
        return drydock("plan", playbook, options);
    }

    Run apply(Path playbook, String... options) throws IOException {
        return drydock("apply", playbook, options);
    }

    /** What `drydock assess` comes to; all that it says where that is not "ready". */
    String verdict() throws IOException {
        Ended ended = run(words("assess"));
        String verdict = host(ended).get("verdict").asText();
        return verdict.equals("ready") ? verdict : ended.toString();
    }

    /** What `drydock assess` says of a subject, each "SEVERITY: REASON". */
    List<String> findings(String subject) throws IOException {
        return host(run(words("assess")))
                .get("findings")
                .valueStream()
                .filter(f -> f.get("subject").asText().equals(subject))
                .map(f -> f.get("severity").asText() + ": " + f.get("reason").asText())
                .toList();
    }

    JsonNode facts() throws IOException {
        return host(run(words("facts"))).get("facts");
    }

    /**
     * What src/test/assess/compare says of it, which must find no difference.
     *
     * @param script the text of moby's check-config.sh
     */
    String comparison(String script) throws IOException {
        Path file = Files.writeString(Files.createTempFile(directory, "check-config", ".sh"), script);
        Ended ended = run(List.of(
                ROOT.resolve("src/test/assess/compare").toString(),
                "-i",
                inventory().toString(),
                file.toString(),
                "--known-hosts",
                vm("known").strip()));
        if (ended.status() != 0) throw new AssertionError(ended);
        return ended.out().lines().findFirst().orElseThrow();
    }

    private Run drydock(String command, Path playbook, String... options) throws IOException {
        List<String> words = words(command, options);
        words.add(playbook.toString());
        Ended ended = run(words);
        return new Run(ended, host(ended));
    }

    private static JsonNode host(Ended ended) throws IOException {
        if (ended.out().isBlank()) throw new AssertionError(ended);
        return new ObjectMapper().readTree(ended.out()).get("hosts").get(0);
    }

    private List<String> words(String command, String... options) {
        List<String> words = new ArrayList<>(List.of(
                ROOT.resolve("bin/drydock").toString(),
                command,
                "-i",
                inventory().toString(),
                "--known-hosts",
                vm("known").strip(),
                "--timeout",
                "120",
                "--command-timeout",
                "3000",
                "--format",
                "json"));
        words.addAll(List.of(options));
        return words;
    }

    /** Begins to apply; the caller ends it. */
    Process applying(Path playbook) throws IOException {
        List<String> words = words("apply");
        words.add(playbook.toString());
        return new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Ended run(List<String> words) {
        try {
            Path out = Files.createTempFile("vm", ".out");
            Path err = Files.createTempFile("vm", ".err");
            Process process = new ProcessBuilder(words)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(LONGEST, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(words + " does not end\n" + Files.readString(err));
            }
            Ended ended = new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return ended;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        vm("down");
    }
}
