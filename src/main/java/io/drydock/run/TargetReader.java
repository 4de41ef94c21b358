package io.drydock.run;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.inventory.Host;
import io.drydock.inventory.KnownVars;
import io.drydock.remote.Target;
import io.drydock.sshconfig.GivenOptions;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import io.drydock.sshconfig.Resolution;
import io.drydock.sshconfig.SshArguments;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Truth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds out how a host is reached: of the command line, its variables, and ssh_config. */
final class TargetReader {
    private static final List<String> KEYS = List.of("ansible_ssh_private_key_file", "ansible_private_key_file");

    private final Reach reach;
    private final Optional<Path> otherKey;
    private final Diagnostics problems;

    /** @param otherKey for hosts whose variables name none */
    TargetReader(Reach reach, Optional<Path> otherKey, Diagnostics problems) {
        this.reach = reach;
        this.otherKey = otherKey;
        this.problems = problems;
    }

    /**
     * What a host's variables say.
     *
     * @param text a variable's value
     */
    record Vars(Host host, LayeredScope scope, Function<String, Optional<String>> text) {
        Optional<String> get(String name) {
            return text.apply(name);
        }

        SourcePos pos(String name) {
            if (!host.vars().containsKey(name) && scope.get(name) instanceof ValueTemplate template)
                return template.pos();
            boolean extra =
                    scope.layers().size() > 1 && scope.layers().getLast().containsKey(name);
            return extra || !host.vars().containsKey(name)
                    ? SourcePos.of("--extra-vars")
                    : host.vars().get(name).pos();
        }

        /** Whether nobody has looked at the value yet, because it is a template. */
        boolean isTemplate(String name) {
            return scope.get(name) instanceof ValueTemplate template && !template.isConstant();
        }
    }

    /** Without a password, which is for the host alone and not for those on the way. */
    Target read(Vars vars) {
        String name = vars.host().name();
        String called =
                vars.get("ansible_ssh_host").or(() -> vars.get("ansible_host")).orElse(name);
        GivenOptions given = given(vars);
        Target target = target(name, reach.resolver().resolve(called, given, reach.common()));
        // What is named for a host goes before the keys of an agent, of which servers take few.
        Optional<Path> named = target.config().paths(Keyword.IDENTITY_FILE).stream()
                .filter(_ -> given.say(Keyword.IDENTITY_FILE))
                .findFirst();
        named.ifPresent(file -> checkThere(file, target.config()));
        return named.map(file -> target.withKey(file, Optional.empty())).orElse(target);
    }

    /** As ssh does; the key may be in an agent, whose public half is enough here. */
    private void checkThere(Path key, HostConfig config) {
        if (Files.notExists(key) && Files.notExists(Path.of(key + ".pub")))
            problems.warn(
                    config.origin(Keyword.IDENTITY_FILE).orElseThrow(),
                    "private key " + key + " does not exist",
                    "only keys of an agent and other means are left to log in");
    }

    private static Target target(String name, Resolution found) {
        Target target = Target.of(name, found.config());
        return found.jump()
                .map(jump -> target.through(target(jump.config().host(), jump)))
                .orElse(target);
    }

    private GivenOptions given(Vars vars) {
        Optional<String> key =
                KEYS.stream().filter(name -> vars.get(name).isPresent()).findFirst();
        return reach.common()
                .and(reach.strongest())
                .and(words(vars, "ansible_ssh_args"))
                .and(setting(vars, "ansible_ssh_port", Keyword.PORT))
                .and(setting(vars, "ansible_port", Keyword.PORT))
                .and(setting(vars, "ansible_ssh_user", Keyword.USER))
                .and(setting(vars, "ansible_user", Keyword.USER))
                .and(key.map(name -> setting(vars, name, Keyword.IDENTITY_FILE)).orElse(GivenOptions.NONE))
                .and(strictness(vars, "ansible_ssh_host_key_checking"))
                .and(strictness(vars, "ansible_host_key_checking"))
                .and(seconds(vars, "ansible_ssh_timeout"))
                .and(seconds(vars, "ansible_timeout"))
                .and(attempts(vars))
                .and(words(vars, "ansible_ssh_common_args"))
                .and(words(vars, "ansible_ssh_extra_args"))
                .and(key.isPresent() ? GivenOptions.NONE : otherKey())
                .and(reach.weakest());
    }

    private GivenOptions otherKey() {
        return otherKey.map(
                        key -> GivenOptions.of(Keyword.IDENTITY_FILE, key.toString(), SourcePos.of("--private-key")))
                .orElse(GivenOptions.NONE);
    }

    private GivenOptions setting(Vars vars, String name, Keyword keyword) {
        Optional<String> value = vars.get(name).filter(v -> !v.isEmpty());
        if (keyword == Keyword.PORT) value = value.filter(v -> KnownVars.port(v).isPresent());
        return value.map(v -> GivenOptions.of(keyword, v, vars.pos(name))).orElse(GivenOptions.NONE);
    }

    /** What is no template has been looked at where it was read. */
    private GivenOptions words(Vars vars, String name) {
        Diagnostics found = vars.isTemplate(name) ? problems : new Diagnostics();
        return vars.get(name)
                .map(text -> SshArguments.parse(text, vars.pos(name), found))
                .orElse(GivenOptions.NONE);
    }

    private static GivenOptions strictness(Vars vars, String name) {
        return vars.get(name)
                .flatMap(Truth::of)
                .filter(checked -> !checked)
                .map(_ -> GivenOptions.of(Keyword.STRICT_HOST_KEY_CHECKING, "no", vars.pos(name)))
                .orElse(GivenOptions.NONE);
    }

    private static GivenOptions seconds(Vars vars, String name) {
        return vars.get(name)
                .filter(KnownVars::isCount)
                .map(seconds -> GivenOptions.of(Keyword.CONNECT_TIMEOUT, seconds, vars.pos(name)))
                .orElse(GivenOptions.NONE);
    }

    /** Ansible counts what comes after the first. */
    private static GivenOptions attempts(Vars vars) {
        String name = "ansible_ssh_retries";
        return vars.get(name)
                .filter(KnownVars::isCount)
                .map(n -> GivenOptions.of(
                        Keyword.CONNECTION_ATTEMPTS, String.valueOf(Integer.parseInt(n) + 1), vars.pos(name)))
                .orElse(GivenOptions.NONE);
    }
}
