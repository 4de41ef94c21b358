package io.drydock.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.drydock.demo.DemoHosts.Host;
import io.drydock.remote.Connector;
import io.drydock.remote.Exit;
import io.drydock.remote.InputSource;
import io.drydock.remote.Output;
import io.drydock.remote.Remote;
import io.drydock.remote.SshOptions;
import io.drydock.remote.Target;
import io.drydock.sshconfig.HostConfig;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoHostsTest {
    @Test
    void runsCommandsInARealShellWithAHomeForEachHostAndLeavesNothingBehind() throws Exception {
        Path directory;
        try (DemoHosts demo = DemoHosts.start(2)) {
            directory = demo.privateKey().getParent();
            Connector connector = new Connector(SshOptions.defaults().withKnownHosts(demo.knownHosts()));
            Host second = demo.hosts().get(1);
            assertEquals(
                    directory.resolve("demo2") + "\nfed", run(connector, demo, second, "echo $HOME; cat", "fed", 0));
            assertEquals("", run(connector, demo, second, "exit 7", "", 7));
            assertEquals(0, demo.roundTrips().of("demo1"));
            assertEquals(2, demo.roundTrips().of("demo2"));
        }
        assertFalse(Files.exists(directory));
    }

    private static String run(Connector connector, DemoHosts demo, Host host, String command, String input, int status)
            throws Exception {
        Target target = Target.of(host.name(), HostConfig.of(host.address(), host.port(), host.user()))
                .withKey(demo.privateKey(), Optional.empty());
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Output out = new Output() {
            @Override
            public boolean stdout(byte[] data, int length) {
                printed.write(data, 0, length);
                return true;
            }

            @Override
            public boolean stderr(byte[] data, int length) {
                return true;
            }
        };
        try (Remote remote = connector.connect(target)) {
            assertEquals(
                    new Exit.Exited(status), remote.run(command, InputSource.of(input), out, Duration.ofSeconds(20)));
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
