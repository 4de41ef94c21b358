package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long {@code drydock check} takes for 1,000 tasks and 1,000 hosts. It prints figures, and asserts none: they are the machine's, too. */
@Tag("benchmark")
class CheckBenchmarkTest {
    private static final int MANY = 1000;
    private static final int TIMES = 3;
    /** Of every kind that playbooks have many of; N is the number of the task. */
    private static final List<String> TASKS = List.of(
            "package: {name: [curl, \"pkg-N\"]}\n      when: facts.os.family == \"debian\"",
            "template: {src: app.conf.ftl, dest: \"/etc/app-N/${inventory_hostname}.conf\", mode: \"0644\"}",
            "service: {name: \"app-N\", state: started, enabled: true}",
            "command: {cmd: \"/opt/app/tell ${site} ${number}\", changes: never}\n      register: resultN",
            "line: {path: /etc/app.conf, regexp: \"^port=\", line: \"port=${port}\"}\n      when: resultP.rc == 0",
            "file: {path: \"/srv/${item}/N\", state: directory}\n      loop: ${folders}",
            "shell: {cmd: \"echo [=number] >[=path]\", creates: \"/srv/N\"}\n      vars: {path: \"/srv/N\"}",
            "debug: {msg: \"${facts.kernel.release} ${port + N}\"}",
            "sysctl: {name: \"net.ipv4.conf.N.forwarding\", value: \"${forwarding}\"}",
            "user: {name: \"app${number}\", groups: [docker]}");

    @TempDir
    Path temp;

    @Test
    void checkOfManyTasksForManyHosts() throws IOException {
        String hosts = IntStream.range(0, MANY)
                .mapToObj(i -> "    host%04d: {number: %d, port: %d}\n".formatted(i, i, 8000 + i % 10))
                .collect(Collectors.joining());
        Files.writeString(
                temp.resolve("inventory.yml"),
                "all:\n  vars: {site: north, forwarding: 1, folders: [a, b]}\n  hosts:\n" + hosts);
        Files.writeString(
                temp.resolve("app.conf.ftl"), "port = ${port}\n<#list folders as f>\n${f} = ${number}\n</#list>\n");
        String tasks = IntStream.range(0, MANY)
                .mapToObj(i -> "    - " + task(i) + "\n")
                .collect(Collectors.joining());
        Files.writeString(temp.resolve("site.yml"), "- hosts: all\n  tasks:\n" + tasks);
        System.err.printf(
                Locale.ROOT,
                "drydock check of %,d tasks for %,d hosts, %d processors: %s%n",
                MANY,
                MANY,
                Runtime.getRuntime().availableProcessors(),
                IntStream.range(0, TIMES).mapToObj(_ -> check()).collect(Collectors.joining(", ")));
    }

    private static String task(int number) {
        int last = number - 1 - Math.floorMod(number - 1 - 3, TASKS.size()); // the last one that registers something
        return TASKS.get(number % TASKS.size())
                .replace("resultP", "result" + last)
                .replace("N", String.valueOf(number));
    }

    /** How long it takes, and how much of that time processors work for it. */
    private String check() {
        long begun = System.nanoTime();
        long worked = worked();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int status = Drydock.run(
                told,
                told,
                "check",
                "-i",
                temp.resolve("inventory.yml").toString(),
                temp.resolve("site.yml").toString());
        assertEquals(0, status, () -> told.toString(StandardCharsets.UTF_8));
        return String.format(
                Locale.ROOT, "%.1f s (%.1f s of work)", (System.nanoTime() - begun) / 1e9, (worked() - worked) / 1e9);
    }

    private static long worked() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
