package io.drydock.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;

/** What the private key file of OpenSSH's own form shows without its passphrase. */
record KeyHead(String cipher, Optional<PublicKeyBlob> publicKey) {
    private static final byte[] MAGIC_LENGTH = new byte["openssh-key-v1\0".length()];

    static Optional<KeyHead> read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty(); // whoever reads the key will say so
        }
    }

    /** Empty where the text has another form. */
    static Optional<KeyHead> of(String text) {
        String marked = "-----BEGIN OPENSSH PRIVATE KEY-----";
        int begin = text.indexOf(marked);
        int end = text.indexOf("-----END", begin + 1);
        if (begin < 0 || end < 0) return Optional.empty();
        try {
            String body = text.substring(begin + marked.length(), end).replaceAll("\\s", "");
            Buffer.PlainBuffer from = new Buffer.PlainBuffer(Base64.getDecoder().decode(body));
            from.readRawBytes(MAGIC_LENGTH.clone());
            String cipher = from.readString();
            from.readString(); // key derivation
            from.readBytes(); // its options
            from.readUInt32(); // one key
            return Optional.of(new KeyHead(cipher, PublicKeyBlob.of(from.readBytes())));
        } catch (Buffer.BufferException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
