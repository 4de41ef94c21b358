package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.fleet.SavedPlan;
import io.drydock.sshconfig.GivenOptions;
import io.drydock.sshconfig.Keyword;
import io.drydock.sshconfig.SshArguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What ssh is told by its own options.
 *
 * @param file of ssh_config, or none
 * @param options each KEY=VALUE
 * @param jump hosts to go through
 * @param commonArgs words of ssh's command line
 * @param extraArgs likewise
 * @param exec whether commands of ssh_config are run
 */
record SshConfigRequest(
        Optional<String> file,
        List<String> options,
        Optional<String> jump,
        Optional<String> commonArgs,
        Optional<String> extraArgs,
        boolean exec) {
    /** The same, with what it leaves open; commands of Match exec have to be allowed anew. */
    SshConfigRequest orElse(SavedPlan.Ssh plan) {
        return new SshConfigRequest(
                file.or(plan::config),
                Stream.concat(options.stream(), plan.options().stream()).toList(),
                jump.or(plan::jump),
                commonArgs.or(plan::commonArgs),
                extraArgs.or(plan::extraArgs),
                exec);
    }

    /** Whether a command that is named here would run on this machine. */
    boolean namesCommand() {
        return arguments(new Diagnostics()).say(Keyword.PROXY_COMMAND);
    }

    /** The file of ssh_config that is obeyed instead of the usual ones, however it is named. */
    Optional<Path> named() {
        return arguments(new Diagnostics()).named();
    }

    /** Only what a saved plan says. */
    static SshConfigRequest of(SavedPlan.Ssh plan) {
        return none(false).orElse(plan);
    }

    /** Nothing is said. */
    static SshConfigRequest none(boolean exec) {
        Optional<String> none = Optional.empty();
        return new SshConfigRequest(none, List.of(), none, none, none, exec);
    }

    /** As a saved plan keeps it, which may be applied elsewhere than it was made. */
    SavedPlan.Ssh saved() {
        Optional<String> there = file.map(f -> f.equals("none") || f.startsWith("~")
                ? f
                : Path.of(f).toAbsolutePath().normalize().toString());
        return new SavedPlan.Ssh(there, options, jump, commonArgs, extraArgs);
    }

    GivenOptions arguments(Diagnostics problems) {
        GivenOptions all =
                file.map(f -> GivenOptions.files(f, SourcePos.of("-F"))).orElse(GivenOptions.NONE);
        for (String option : options)
            all = all.and(GivenOptions.option(option, typed("-o", option, problems), problems));
        if (jump.isPresent())
            all = all.and(GivenOptions.option("ProxyJump=" + jump.get(), typed("-J", jump.get(), problems), problems));
        return all.and(words("--ssh-common-args", commonArgs, problems))
                .and(words("--ssh-extra-args", extraArgs, problems));
    }

    private static GivenOptions words(String name, Optional<String> text, Diagnostics problems) {
        return text.map(t -> SshArguments.parse(t, typed(name, t, problems), problems))
                .orElse(GivenOptions.NONE);
    }

    private static SourcePos typed(String name, String text, Diagnostics problems) {
        String option = name.equals("-o") ? "-o " + text : name;
        problems.typed(option, text);
        return new SourcePos(option, 1, 1);
    }
}
