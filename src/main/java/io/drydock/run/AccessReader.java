package io.drydock.run;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.inventory.Host;
import io.drydock.inventory.KnownVars;
import io.drydock.remote.AlgorithmCheck;
import io.drydock.remote.Target;
import io.drydock.sshconfig.HostConfig;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Truth;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a host's ansible_* variables; the command line's options are what the inventory leaves open. */
public final class AccessReader {
    private final CommandLine options;
    private final Diagnostics problems;

    /** What the command line says for all hosts. */
    public record CommandLine(
            Optional<String> user,
            Optional<Path> privateKey,
            Optional<Secret> password,
            boolean become,
            Optional<Secret> becomePassword,
            PasswordTrial trial,
            Path homeDirectory,
            String localUser) {}

    public AccessReader(CommandLine options, Diagnostics problems) {
        this.options = options;
        this.problems = problems;
    }

    public Access read(Host host, LayeredScope scope) {
        boolean local =
                text(scope, "ansible_connection").map(c -> connection(scope, c)).orElse(false);
        Target target = Target.of(host.name(), config(host, scope))
                .withPassword(options.password()
                        .or(() -> secret(scope, "ansible_password"))
                        .or(() -> secret(scope, "ansible_ssh_pass")))
                .withLocal(local);
        Optional<Path> key =
                text(scope, "ansible_ssh_private_key_file").map(this::path).or(options::privateKey);
        if (!local) AlgorithmCheck.check(target.config(), problems);
        if (key.isPresent()) target = target.withKey(key.get(), secret(scope, "ansible_private_key_passphrase"));
        return new Access(
                target,
                become(scope),
                text(scope, "ansible_become_user").orElse("root"),
                options.becomePassword()
                        .or(() -> secret(scope, "ansible_become_password"))
                        .or(() -> secret(scope, "ansible_become_pass")),
                options.becomePassword().isPresent() ? options.trial() : PasswordTrial.passed(),
                scope.secrets());
    }

    private HostConfig config(Host host, Scope scope) {
        return HostConfig.of(
                text(scope, "ansible_host").orElse(host.name()),
                port(scope),
                text(scope, "ansible_user").or(options::user).orElse(options.localUser()));
    }

    private boolean become(Scope scope) {
        Optional<String> given = text(scope, "ansible_become");
        Optional<Boolean> become = given.flatMap(Truth::of);
        if (given.isPresent() && become.isEmpty()) {
            wrong(scope, "ansible_become", "true or false");
        }
        return become.orElse(options.become());
    }

    private boolean connection(Scope scope, String connection) {
        if (!connection.equals("ssh") && !connection.equals("local"))
            wrong(scope, "ansible_connection", "ssh or local");
        return connection.equals("local");
    }

    private int port(Scope scope) {
        String port = text(scope, "ansible_port").orElse("22");
        return KnownVars.port(port).orElseGet(() -> {
            wrong(scope, "ansible_port", "a number from 1 to 65535");
            return 22;
        });
    }

    private Path path(String text) {
        return text.startsWith("~/") ? options.homeDirectory().resolve(text.substring(2)) : Path.of(text);
    }

    private Optional<String> text(Scope scope, String name) {
        return value(scope, name).map(v -> v instanceof Secret s ? s.reveal() : String.valueOf(v));
    }

    private Optional<Secret> secret(Scope scope, String name) {
        return value(scope, name).map(v -> v instanceof Secret s ? s : new Secret(String.valueOf(v)));
    }

    private Optional<Object> value(Scope scope, String name) {
        try {
            Object value = scope.get(name);
            return Optional.ofNullable(value instanceof ValueTemplate template ? template.evaluate(scope) : value);
        } catch (TemplateFailure e) {
            problems.add(e.diagnostic());
            return Optional.empty();
        }
    }

    /** What was not written as a template has been looked at where it was read. */
    private void wrong(Scope scope, String name, String wanted) {
        if (scope.get(name) instanceof ValueTemplate template && !template.isConstant())
            problems.error(template.pos(), name + " must be " + wanted, "its template gives another value here");
    }
}
