package io.drydock.cli;

import io.drydock.demo.DemoHosts;
import io.drydock.fleet.ExitCode;
import io.drydock.template.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "demo",
        description =
                "Starts three SSH hosts on this machine and plans playbooks/site.yml for them over SSH. Changes nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class)
final class DemoCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    OutputOptions output;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.interruption().heed(); // or files would be left
        try (DemoHosts hosts = DemoHosts.start(3)) {
            return plan(hosts, Files.writeString(hosts.directory().resolve("inventory.yml"), inventory(hosts)));
        }
    }

    private int plan(DemoHosts hosts, Path inventory) {
        OutputRequest shown = output.request();
        String playbook =
                Home.directory().resolve("playbooks").resolve("site.yml").toString();
        if (!shown.json()) {
            console.out().println("Three SSH hosts are running on this machine; each is a real shell here.");
            console.out().println("drydock plan -i inventory.yml " + ShellWord.typed(playbook) + "\n");
        }
        int status = Drydock.run(
                console,
                ConfigurationPlaces.NONE,
                "plan",
                "-i",
                inventory.toString(),
                "--known-hosts",
                hosts.knownHosts().toString(),
                "--format",
                output.format.name(),
                playbook);
        if (!shown.json() && status != ExitCode.INVALID.status) {
            hosts.hosts()
                    .forEach(h -> console.out()
                            .println(h.name() + ": " + hosts.roundTrips().of(h.name()) + " round trips"));
            console.out()
                    .println(
                            "Nothing was changed. Next: copy inventory.example.yml, name your own hosts, and run drydock plan.");
        }
        return status == 2 ? 0 : status; // pending changes are what a plan of new hosts shows
    }

    static String inventory(DemoHosts hosts) {
        StringBuilder text = new StringBuilder("all:\n  hosts:\n");
        for (DemoHosts.Host host : hosts.hosts()) {
            text.append("    ").append(host.name()).append(":\n");
            text.append("      ansible_host: ").append(host.address()).append('\n');
            text.append("      ansible_port: ").append(host.port()).append('\n');
            text.append("      ansible_user: ").append(host.user()).append('\n');
            text.append("      ansible_ssh_private_key_file: ")
                    .append(hosts.privateKey())
                    .append('\n');
        }
        return text.toString();
    }
}
