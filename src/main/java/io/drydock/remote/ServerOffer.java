package io.drydock.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;

/** The algorithms that a server offers, before anything has been agreed on; ciphers and message authentication of both directions. */
record ServerOffer(
        List<String> exchanges,
        List<String> hostKeys,
        List<String> ciphersThere,
        List<String> ciphersBack,
        List<String> macsThere,
        List<String> macsBack) {
    private static final int COOKIE = 16;
    private static final int LISTS = 6;

    /** @param packet its content; empty when it is no offer */
    static Optional<ServerOffer> of(byte[] packet) {
        Buffer.PlainBuffer buffer = new Buffer.PlainBuffer(packet);
        try {
            if (Message.fromByte(buffer.readByte()) != Message.KEXINIT) {
                return Optional.empty();
            }
            buffer.readRawBytes(new byte[COOKIE]);
            List<List<String>> lists = new ArrayList<>();
            for (int i = 0; i < LISTS; i++) {
                lists.add(List.of(buffer.readString().split(",")));
            }
            return Optional.of(new ServerOffer(
                    algorithms(lists.get(0)), lists.get(1), lists.get(2), lists.get(3), lists.get(4), lists.get(5)));
        } catch (Buffer.BufferException e) {
            return Optional.empty();
        }
    }

    /** The names without the marks of extensions that servers put among them. */
    private static List<String> algorithms(List<String> exchanges) {
        return exchanges.stream()
                .filter(a -> !a.startsWith("kex-strict-") && !a.startsWith("ext-info-"))
                .toList();
    }
}
