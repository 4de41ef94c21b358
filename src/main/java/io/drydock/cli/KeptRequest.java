package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.fleet.SavedPlan;
import io.drydock.json.Json;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.Encryption;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a command line asked for, as a file may keep it: with absolute paths, and without secrets. */
record KeptRequest(RunRequest request) {
    private static final Pattern NAMES_COMMAND =
            Pattern.compile("ansible_ssh_\\w*args.*proxycommand", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Whether a variable that was typed names a command, which would run on this machine. */
    static boolean namesCommand(String variable) {
        return NAMES_COMMAND.matcher(variable).find();
    }

    /** @param hasSecret whether a text holds a secret of the input */
    SavedPlan.Request of(List<Path> files, Predicate<String> hasSecret) {
        List<String> shown = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        for (ExtraVars given : request.playbook().extraVars()) {
            if (given.isFile()) shown.add("@" + absolute(given.file()));
            else if (given.isMap())
                withoutSecrets(given, request.inventory().keys(), hasSecret, secrets)
                        .ifPresent(shown::add);
            else
                given.words(new Diagnostics()).forEach((name, value) -> {
                    if (isSecret(name, value.toString(), hasSecret)) secrets.add(name);
                    else shown.add(ExtraVars.word(name, String.valueOf(value)));
                });
        }
        String named = request.inventory().inventory().contains(",")
                ? request.inventory().inventory()
                : absolute(Path.of(request.inventory().inventory())).toString();
        return new SavedPlan.Request(
                files.stream().map(Home::playbook).map(KeptRequest::absolute).toList(),
                named,
                request.inventory().limit(),
                request.playbook().tags(),
                request.playbook().skipTags(),
                shown,
                secrets,
                request.connection().user(),
                request.connection().privateKey().map(KeptRequest::absolute),
                request.connection().become(),
                request.connection().becomeMethod(),
                request.connection().becomeUser(),
                request.connection().sshConfig().saved());
    }

    /** A map without the variables that hold a secret, whose names are added to {@code secrets}. */
    private static Optional<String> withoutSecrets(
            ExtraVars map, VaultKeyring keys, Predicate<String> hasSecret, List<String> secrets) {
        Map<String, Object> open = new LinkedHashMap<>();
        int before = secrets.size();
        for (YamlMap.Entry entry : map.entries(keys, new Diagnostics())) {
            if (isSecret(entry.key(), Json.canonical(entry.value().data()), hasSecret)
                    || isSecret(entry.value(), hasSecret)) secrets.add(entry.key());
            else open.put(entry.key(), entry.value().data());
        }
        return secrets.size() == before
                ? Optional.of(map.given())
                : open.isEmpty() ? Optional.empty() : Optional.of(Json.canonical(open));
    }

    /** A map is typed, so that of what is in it only a vault is encrypted. */
    private static boolean isSecret(YamlNode value, Predicate<String> hasSecret) {
        return switch (value) {
            case YamlScalar scalar when scalar.encryption() == Encryption.VALUE -> true;
            case YamlScalar scalar -> hasSecret.test(Json.canonical(scalar.data()));
            case YamlList list -> list.items().stream().anyMatch(item -> isSecret(item, hasSecret));
            case YamlMap map -> map.entries().stream().anyMatch(e -> isSecret(e.value(), hasSecret));
        };
    }

    /** A variable that names a command is given again, as secrets are. */
    private static boolean isSecret(String name, String value, Predicate<String> hasSecret) {
        return Secret.isName(name) || hasSecret.test(value) || namesCommand(name + "=" + value);
    }

    static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
