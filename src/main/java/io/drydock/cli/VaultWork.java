package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.fleet.ExitCode;
import io.drydock.vault.VaultException;
import io.drydock.vault.VaultKeyring;
import io.drydock.vault.VaultSecret;
import io.drydock.vault.VaultText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the vault commands do. Nothing is written before everything could be read. */
final class VaultWork {
    private final Console console;
    private final VaultRequest request;
    private final Diagnostics problems = new Diagnostics();

    VaultWork(Console console, VaultRequest request) {
        this.console = console;
        this.request = request;
    }

    /** What is written in the end. */
    private record Change(VaultFile to, byte[] content) {}

    int encrypt(List<Path> files, Optional<Path> output, Optional<String> label) {
        List<VaultFile> given = given(files, output);
        List<byte[]> contents = new ArrayList<>();
        for (VaultFile file : given) {
            file.read(problems).ifPresent(content -> {
                if (VaultText.isEncrypted(content))
                    problems.error(file.pos(), "it is encrypted already", "see: drydock vault rekey --help");
                contents.add(content);
            });
        }
        console.refuse(problems);
        VaultSecret secret = encrypting(label);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            byte[] vault = encrypted(contents.get(i), secret, Optional.of(secret.label()));
            changes.add(new Change(target(given.get(i), output), vault));
        }
        return write(changes, "encrypted");
    }

    /** Each text as a vault. */
    List<String> encrypted(List<String> texts, Optional<String> label) {
        VaultSecret secret = encrypting(label);
        return texts.stream()
                .map(t -> encrypted(t.getBytes(StandardCharsets.UTF_8), secret, Optional.of(secret.label())))
                .map(vault -> new String(vault, StandardCharsets.US_ASCII))
                .toList();
    }

    int decrypt(List<Path> files, Optional<Path> output) {
        List<VaultFile> given = given(files, output);
        List<Change> changes = new ArrayList<>();
        VaultKeyring keys = opening();
        for (VaultFile file : given)
            open(file, keys).ifPresent(o -> changes.add(new Change(target(file, output), o.content())));
        console.refuse(problems);
        return write(changes, "decrypted");
    }

    int view(List<Path> files) {
        List<Change> changes = new ArrayList<>();
        VaultKeyring keys = opening();
        for (Path path : files)
            open(new VaultFile(path), keys).ifPresent(o -> changes.add(new Change(VaultFile.OF_STREAMS, o.content())));
        console.refuse(problems);
        return write(changes, "");
    }

    int rekey(List<Path> files, VaultRequest.Source fresh) {
        List<VaultFile> given = given(files, Optional.empty());
        VaultKeyring keys = opening();
        List<VaultKeyring.Opened> opened = new ArrayList<>();
        given.forEach(f -> open(f, keys).ifPresent(opened::add));
        console.refuse(problems);
        VaultSecret secret = fresh.fresh();
        require(secret);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            byte[] vault = encrypted(opened.get(i).content(), secret, Optional.of(secret.label()));
            changes.add(new Change(given.get(i), vault));
        }
        return write(changes, "encrypted anew");
    }

    int edit(List<Path> files) {
        VaultKeyring keys = opening();
        List<VaultFile> given = once(files);
        given.stream()
                .filter(VaultFile::isStream)
                .forEach(f -> problems.error(f.pos(), "standard input cannot be edited", "name a file"));
        List<VaultKeyring.Opened> opened = new ArrayList<>();
        given.forEach(f -> open(f, keys).ifPresent(opened::add));
        console.refuse(problems);
        for (int i = 0; i < given.size(); i++) {
            int status = edit(given.get(i), opened.get(i));
            if (status != ExitCode.OK.status) return status;
        }
        return ExitCode.OK.status;
    }

    private int edit(VaultFile file, VaultKeyring.Opened opened) {
        try {
            Optional<byte[]> edited = Editor.edit(file.name(), opened.content(), console.err());
            if (edited.isEmpty()) {
                console.err().println("not changed: " + file.pos());
                return ExitCode.OK.status;
            }
            byte[] vault = encrypted(edited.get(), opened.by(), opened.label());
            return write(List.of(new Change(file, vault)), "encrypted");
        } catch (Editor.Failure e) {
            console.err().println("drydock: " + e.getMessage() + "; " + file.pos() + " is as it was");
            return e.interrupted() ? ExitCode.INTERRUPTED.status : ExitCode.FAILED.status;
        } catch (IOException e) {
            console.err()
                    .println("drydock: what is edited cannot be kept: " + VaultFile.reason(e) + "; " + file.pos()
                            + " is as it was");
            return ExitCode.FAILED.status;
        }
    }

    private List<VaultFile> given(List<Path> files, Optional<Path> output) {
        if (output.isPresent() && files.size() > 1)
            throw console.fail("--output", "it is one file, and there are several to write", "name one file");
        return files.isEmpty() ? List.of(VaultFile.OF_STREAMS) : once(files);
    }

    /** A file with several names is one: else what is done to it last undoes what was done before. */
    private static List<VaultFile> once(List<Path> files) {
        Map<Path, VaultFile> found = new LinkedHashMap<>();
        files.forEach(file -> found.putIfAbsent(real(file), new VaultFile(file)));
        return List.copyOf(found.values());
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return KeptRequest.absolute(file); // that it cannot be read is told where it is
        }
    }

    private static VaultFile target(VaultFile source, Optional<Path> output) {
        return output.map(VaultFile::new).orElse(source);
    }

    /** What opens files; where nothing was given, somebody is asked. */
    private VaultKeyring opening() {
        VaultKeyring keys = request.sources().isEmpty()
                ? new VaultRequest(List.of(VaultRequest.Source.asked(VaultRequest.ASK))).keyring()
                : request.keyring();
        keys.check(problems);
        return keys;
    }

    private Optional<VaultKeyring.Opened> open(VaultFile file, VaultKeyring keys) {
        Optional<byte[]> content = file.read(problems);
        if (content.isEmpty()) return Optional.empty();
        if (!VaultText.isEncrypted(content.get())) {
            problems.error(file.pos(), "it is not encrypted", "see: drydock vault encrypt --help");
            return Optional.empty();
        }
        try {
            return Optional.of(keys.find(new String(content.get(), StandardCharsets.UTF_8)));
        } catch (VaultException e) {
            e.report("the file", file::pos, problems);
            return Optional.empty();
        }
    }

    /** The one secret that encrypts. */
    private VaultSecret encrypting(Optional<String> label) {
        List<VaultRequest.Source> sources = request.sources().stream()
                .filter(s -> label.isEmpty() || label.get().equals(s.label()))
                .toList();
        String known = String.join(
                ", ", request.sources().stream().map(VaultRequest.Source::label).toList());
        if (sources.isEmpty() && (label.isPresent() || !request.sources().isEmpty()))
            throw console.fail(
                    "--encrypt-vault-id",
                    "no vault id has the label " + label.orElse(""),
                    known.isEmpty()
                            ? "give its password, too: --vault-id " + label.orElse("") + "@prompt"
                            : "there are: " + known);
        if (sources.size() > 1)
            throw console.fail(
                    "--encrypt-vault-id", "there are several passwords that could encrypt", "choose one of: " + known);
        VaultSecret secret = sources.isEmpty()
                ? VaultRequest.Source.asked(VaultRequest.ASK).fresh()
                : sources.getFirst().fresh();
        require(secret);
        return secret;
    }

    private void require(VaultSecret secret) {
        try {
            secret.require();
        } catch (VaultException e) {
            e.report("the vault password", (_, _) -> SourcePos.of(secret.option()), problems);
        }
        console.refuse(problems);
    }

    /** The password has been got before. */
    private static byte[] encrypted(byte[] content, VaultSecret secret, Optional<String> label) {
        try {
            return VaultKeyring.encrypt(content, secret, label).toString().getBytes(StandardCharsets.UTF_8);
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    private int write(List<Change> changes, String done) {
        for (Change change : changes) {
            try {
                change.to().write(change.content(), console.data());
                if (!change.to().isStream())
                    console.err().println(done + ": " + change.to().pos());
            } catch (IOException e) {
                console.err()
                        .println("drydock: cannot write " + change.to().pos() + ": " + VaultFile.reason(e)
                                + (change.to().isStream() ? "" : "; it is as it was"));
                return change.to().isStream() ? ExitCode.UNWRITTEN.status : ExitCode.FAILED.status;
            }
        }
        return ExitCode.OK.status;
    }
}
