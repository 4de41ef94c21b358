package io.drydock.approval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The key of whoever approves. */
public record SigningKey(Path file) {
    /** As ssh prefers them. */
    private static final String[] NAMES = {"id_ed25519", "id_ed25519_sk", "id_ecdsa", "id_ecdsa_sk", "id_rsa"};

    /** The first that there is in ~/.ssh. */
    public static Optional<Path> ownKey() {
        Path folder = Path.of(System.getProperty("user.home"), ".ssh");
        return Stream.of(NAMES).map(folder::resolve).filter(Files::exists).findFirst();
    }

    /**
     * The signature; empty when the program that makes it has said why it cannot.
     *
     * @param says is given what that program says
     */
    public Optional<String> sign(Approval approval, Consumer<String> says) throws IOException {
        SshKeygen.Ended ended = SshKeygen.sign(approval.text(), file, says);
        return ended.isGood() && !ended.out().isBlank() ? Optional.of(ended.out()) : Optional.empty();
    }
}
