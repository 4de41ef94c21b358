package io.drydock.approval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whose signatures count: a file as {@code ssh-keygen(1)} describes it below ALLOWED SIGNERS. */
public record AllowedSigners(Path file) {
    /** What is to be thought of a signature. */
    sealed interface Verdict {
        /** @param names all that the signer is known by */
        record Good(Set<String> names) implements Verdict {}

        record Bad(String why) implements Verdict {}
    }

    /** The signature must be of this text, by a key that is allowed now. */
    Verdict judge(SignedApproval signed) throws IOException {
        Path signature = Files.createTempFile("drydock", ".sig");
        try {
            Files.writeString(signature, signed.signature());
            SshKeygen.Ended found = SshKeygen.principals(file, signature);
            Set<String> names = new TreeSet<>(
                    found.out().lines().filter(name -> !name.isBlank()).toList());
            if (!found.isGood() || names.isEmpty()) return new Verdict.Bad(unknown(found.complaints()));
            names.addAll(namesOf(SignatureKey.of(signed.signature())));
            return verdict(signed.approval().text(), signature, names);
        } finally {
            Files.delete(signature);
        }
    }

    /** All that the file calls a key, of which ssh-keygen tells only the first line's; in base64 as the file has it. */
    private Set<String> namesOf(Optional<String> key) throws IOException {
        Set<String> names = new TreeSet<>();
        if (key.isEmpty()) return names;
        for (String line : Files.readAllLines(file)) {
            List<String> words = List.of(line.strip().split("\\s+"));
            if (words.contains(key.get()))
                names.addAll(List.of(words.getFirst().replace("\"", "").split(",")));
        }
        return names;
    }

    /** By one of the names: a line of the file may allow a key for another purpose, or for another time. */
    private Verdict verdict(String text, Path signature, Set<String> names) throws IOException {
        boolean isGood = false;
        Optional<String> why = Optional.empty();
        for (String name : names) {
            SshKeygen.Ended ended = SshKeygen.verify(text, file, signature, name);
            isGood |= ended.isGood();
            why = why.or(() -> ended.complaints().stream().findFirst());
        }
        return isGood ? new Verdict.Good(names) : new Verdict.Bad(why.orElse("the signature is not good"));
    }

    /** A key that has expired is told as such. */
    private String unknown(List<String> complaints) {
        return complaints.stream()
                .filter(c -> c.contains("expired") || c.contains("not yet valid") || c.contains("signature"))
                .findFirst()
                .orElse("its key is not in " + file);
    }
}
