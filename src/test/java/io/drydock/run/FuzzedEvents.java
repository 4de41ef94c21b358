package io.drydock.run;

import java.util.ArrayList;
import java.util.List;

/** For the fuzzer: what a host says is read, or refused as what it is. */
public final class FuzzedEvents {
    private FuzzedEvents() {}

    public static void read(byte[] said) {
        List<Event> events = new ArrayList<>();
        try {
            new EventReader("@m", ConcealedSecrets.NONE, events::add).accept(said, said.length);
        } catch (BadAnswer e) {
            return; // the contract
        }
    }
}
