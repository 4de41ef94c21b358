package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.fleet.SavedPlan;
import io.drydock.inventory.Inventory;
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
import java.util.Set;
import java.util.stream.Collectors;

/** What a command line asked for, as a file may keep it: with absolute paths, and without secrets. */
record KeptRequest(RunRequest request) {
    SavedPlan.Request of(List<Path> files, InputSecrets hidden) {
        List<String> shown = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        for (ExtraVars given : request.playbook().extraVars()) {
            Set<String> commands = commands(given);
            if (given.isFile()) shown.add("@" + absolute(given.file()));
            else if (given.isMap())
                withoutSecrets(given, request.inventory().keys(), commands, hidden, secrets)
                        .ifPresent(shown::add);
            else
                given.words(new Diagnostics()).forEach((name, value) -> {
                    if (hidden.isSecret(name, value.toString()) || commands.contains(name)) secrets.add(name);
                    else shown.add(ExtraVars.word(name, String.valueOf(value)));
                });
        }
        List<String> named = request.inventory().inventory().stream()
                .map(source -> Inventory.files(List.of(source)).stream()
                        .findFirst()
                        .map(file -> absolute(file).toString())
                        .orElse(source))
                .toList();
        return new SavedPlan.Request(
                files.stream().map(Home::playbook).map(KeptRequest::absolute).toList(),
                named,
                request.inventory().limit(),
                request.playbook().tags(),
                request.playbook().skipTags(),
                shown,
                secrets,
                Optional.of(request.playbook().answered().stream().sorted().toList()),
                request.connection().user(),
                request.connection().privateKey().map(KeptRequest::absolute),
                request.connection().become(),
                request.connection().becomeMethod(),
                request.connection().becomeUser(),
                request.connection().sshConfig().saved());
    }

    /** The variables that name a command of this machine: they are given again, as secrets are. */
    private Set<String> commands(ExtraVars given) {
        return given.ssh(request.inventory().keys()).stream()
                .filter(SshVariable::mayNameCommand)
                .map(SshVariable::name)
                .collect(Collectors.toSet());
    }

    /** A map without the variables that hold a secret or name a command; their names are added to {@code secrets}. */
    private static Optional<String> withoutSecrets(
            ExtraVars map, VaultKeyring keys, Set<String> commands, InputSecrets hidden, List<String> secrets) {
        Map<String, Object> open = new LinkedHashMap<>();
        int before = secrets.size();
        for (YamlMap.Entry entry : map.entries(keys, new Diagnostics())) {
            if (commands.contains(entry.key())
                    || hidden.isSecret(entry.key(), Json.canonical(entry.value().data()))
                    || isSecret(entry.value(), hidden)) secrets.add(entry.key());
            else open.put(entry.key(), entry.value().data());
        }
        return secrets.size() == before
                ? Optional.of(map.given())
                : open.isEmpty() ? Optional.empty() : Optional.of(Json.canonical(open));
    }

    /** A map is typed, so that of what is in it only a vault is encrypted. */
    private static boolean isSecret(YamlNode value, InputSecrets hidden) {
        return switch (value) {
            case YamlScalar scalar when scalar.encryption() == Encryption.VALUE -> true;
            case YamlScalar scalar -> hidden.isIn(Json.canonical(scalar.data()));
            case YamlList list -> list.items().stream().anyMatch(item -> isSecret(item, hidden));
            case YamlMap map -> map.entries().stream().anyMatch(e -> isSecret(e.value(), hidden));
        };
    }

    static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
