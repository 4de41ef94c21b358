package io.drydock.run;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.inventory.BecomeMethod;
import io.drydock.inventory.Host;
import io.drydock.inventory.KnownVars;
import io.drydock.remote.AlgorithmCheck;
import io.drydock.remote.Target;
import io.drydock.sshconfig.GivenOptions;
import io.drydock.sshconfig.Keyword;
import io.drydock.sshconfig.LocalMachine;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Truth;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a host's ansible_* variables; the command line's options are what the inventory leaves open. */
public final class AccessReader {
    private final CommandLine options;
    private final TargetReader targets;
    private final Diagnostics problems;

    /** What the command line says for all hosts. */
    public record CommandLine(
            Optional<String> user,
            Optional<Path> privateKey,
            Optional<Secret> password,
            boolean become,
            Optional<BecomeMethod> becomeMethod,
            Optional<String> becomeUser,
            Optional<Secret> becomePassword,
            PasswordTrial trial,
            Path homeDirectory,
            String localUser) {}

    /** Where the command line says no more than that, and the user's files are below the given directory. */
    public AccessReader(CommandLine options, Diagnostics problems) {
        this(options, Reach.usual(machine(options), problems), problems);
    }

    public AccessReader(CommandLine options, Reach reach, Diagnostics problems) {
        this.options = options;
        this.targets = new TargetReader(withUser(options, reach), options.privateKey(), problems);
        this.problems = problems;
    }

    private static LocalMachine machine(CommandLine options) {
        LocalMachine here = LocalMachine.current();
        return new LocalMachine(
                here.name(), options.localUser(), here.uid(), options.homeDirectory(), here.environment());
    }

    private static Reach withUser(CommandLine options, Reach reach) {
        GivenOptions user = options.user()
                .map(u -> GivenOptions.of(Keyword.USER, u, SourcePos.of("--user")))
                .orElse(GivenOptions.NONE);
        return new Reach(reach.strongest(), reach.common(), reach.weakest().and(user), reach.resolver());
    }

    public Access read(Host host, LayeredScope scope) {
        Target target = target(host, scope);
        return new Access(
                target,
                become(scope),
                ways(scope),
                options.becomePassword().isPresent() ? options.trial() : PasswordTrial.passed(),
                scope.secrets());
    }

    private Target target(Host host, LayeredScope scope) {
        boolean local =
                text(scope, "ansible_connection").map(c -> connection(scope, c)).orElse(false);
        return (local ? Target.local(host.name()) : remote(host, scope))
                .withPassword(options.password()
                        .or(() -> secret(scope, "ansible_password"))
                        .or(() -> secret(scope, "ansible_ssh_pass")));
    }

    private Target remote(Host host, LayeredScope scope) {
        checkPort(scope);
        Target target = targets.read(new TargetReader.Vars(host, scope, name -> text(scope, name)));
        for (Optional<Target> hop = Optional.of(target);
                hop.isPresent();
                hop = hop.get().jump()) AlgorithmCheck.check(hop.get().config(), problems);
        return target.withPassphrase(secret(scope, "ansible_private_key_passphrase"));
    }

    private boolean become(Scope scope) {
        Optional<String> given = text(scope, "ansible_become");
        Optional<Boolean> become = given.flatMap(Truth::of);
        if (given.isPresent() && become.isEmpty()) {
            wrong(scope, "ansible_become", "true or false");
        }
        return become.orElse(options.become());
    }

    private Ways ways(Scope scope) {
        BecomeMethod usual = text(scope, "ansible_become_method")
                .map(m -> method(scope, m))
                .or(options::becomeMethod)
                .orElse(BecomeMethod.SUDO);
        Map<BecomeMethod, Become> all = new EnumMap<>(BecomeMethod.class);
        for (BecomeMethod method : BecomeMethod.values()) all.put(method, way(scope, method, method == usual));
        return Ways.of(all.getOrDefault(usual, Become.root(usual)), all);
    }

    private BecomeMethod method(Scope scope, String word) {
        Optional<BecomeMethod> method = BecomeMethod.of(word);
        if (method.isEmpty()) wrong(scope, "ansible_become_method", "sudo, su or doas");
        return method.orElse(BecomeMethod.SUDO);
    }

    /** What is called and how is said for the usual method, or for one by its name. */
    private Become way(Scope scope, BecomeMethod method, boolean isUsual) {
        String own = "ansible_" + method.word();
        String exe = named(scope, own + "_exe").isEmpty() && isUsual ? "ansible_become_exe" : own + "_exe";
        String flags = named(scope, own + "_flags").isEmpty() && isUsual ? "ansible_become_flags" : own + "_flags";
        return new Become(
                method,
                named(scope, own + "_user")
                        .or(() -> named(scope, "ansible_become_user"))
                        .or(options::becomeUser)
                        .orElse("root"),
                BecomeMethod.words(program(scope, exe, method)),
                options(scope, flags, method),
                options.becomePassword()
                        .or(() -> secret(scope, own + "_pass"))
                        .or(() -> secret(scope, "ansible_become_password"))
                        .or(() -> secret(scope, "ansible_become_pass")));
    }

    private String program(Scope scope, String name, BecomeMethod method) {
        String program = named(scope, name).orElse(method.word());
        method.otherThan(program)
                .ifPresent(m -> problem(
                        scope,
                        name,
                        "names " + m.word() + ", and the method is " + method.word(),
                        "write ansible_become_method: " + m.word()));
        return program;
    }

    private BecomeMethod.Options options(Scope scope, String name, BecomeMethod method) {
        BecomeMethod.Options options = method.options(named(scope, name).orElse(""));
        if (options instanceof BecomeMethod.Options.Refused refused)
            problem(scope, name, "cannot be obeyed: " + refused.problem(), refused.remedy());
        return options;
    }

    /** Not empty. */
    private Optional<String> named(Scope scope, String name) {
        return text(scope, name).filter(t -> !t.isBlank());
    }

    private void problem(Scope scope, String name, String what, String remedy) {
        SourcePos pos = scope.get(name) instanceof ValueTemplate template ? template.pos() : SourcePos.of(name);
        problems.error(pos, name + " " + what, remedy);
    }

    private boolean connection(Scope scope, String connection) {
        if (!connection.equals("ssh") && !connection.equals("local"))
            wrong(scope, "ansible_connection", "ssh or local");
        return connection.equals("local");
    }

    private void checkPort(Scope scope) {
        for (String name : List.of("ansible_port", "ansible_ssh_port")) {
            boolean sound = text(scope, name)
                    .map(port -> KnownVars.port(port).isPresent())
                    .orElse(true);
            if (!sound) wrong(scope, name, "a number from 1 to 65535");
        }
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
