package io.drydock.vmbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.vmbed.Machine.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An engine that runs as a user. */
final class Rootless {
    private static final String ENGINE = "an engine of app";
    private static final String DOCKER = "docker -H unix:///run/user/$(id -u app)/docker.sock ";

    private Rootless() {}

    static String play(Machine vm) throws IOException {
        vm.ssh("apt-get update -qq");
        Path playbook = vm.playbook("""
        - name: app
          user: {name: app}
        - name: an engine of app
          docker_engine: {service: false, rootless_users: [app]}
        """);
        Run planned = vm.plan(playbook);
        assertEquals(List.of("change", "change"), planned.outcomes(), planned.ended()::toString);
        Run applied = vm.apply(playbook);
        assertEquals(0, applied.ended().status(), applied.ended()::toString);
        assertEquals(0, vm.plan(playbook).ended().status(), "nothing is left to do");

        vm.ssh("tar -C / -ch bin/sleep lib/x86_64-linux-gnu/libc.so.6 lib64/ld-linux-x86-64.so.2 | " + DOCKER
                + "import - tools && " + DOCKER
                + "run -d --name lives --restart always -m 64m tools /bin/sleep 1000000");
        String container = container(vm);
        vm.ssh("sync");
        Machine.cut();
        Machine.start();
        vm.ssh("until [ \"$(" + DOCKER + "inspect -f '{{.State.Running}}' lives)\" = true ]; do sleep 5; done");
        assertEquals(container, container(vm));
        Run again = vm.plan(playbook);
        assertEquals(0, again.ended().status(), again.ended()::toString);

        vm.ssh("sysctl -q user.max_user_namespaces=0");
        Run refused = vm.plan(playbook);
        assertTrue(
                refused.task(ENGINE, "message").contains("user.max_user_namespaces is 0"), refused.ended()::toString);
        return container + ", and so after a power cut";
    }

    /** Whose process it is, and what the kernel lets it have. */
    private static String container(Machine vm) {
        String seen = vm.ssh("pid=$(" + DOCKER + "inspect -f '{{.State.Pid}}' lives) && ps -o user= -p $pid"
                + " && cat /sys/fs/cgroup$(cut -d: -f3 /proc/$pid/cgroup)/memory.max && " + DOCKER
                + "info -f '{{.ServerVersion}} {{.Driver}}'");
        assertTrue(seen.startsWith("app\n67108864\n"), seen);
        return seen.replace("\n", " ");
    }
}
