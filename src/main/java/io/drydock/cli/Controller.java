package io.drydock.cli;

import io.drydock.sshconfig.LocalMachine;
import java.time.Instant;

/** This process, as others are told of it. */
final class Controller {
    private Controller() {}

    /** user@machine */
    static String name() {
        LocalMachine here = LocalMachine.current();
        return here.user() + "@" + here.name();
    }

    /** Its number, and when it was started, so that it is told from a later one of that number. */
    static String process() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + " since " + self.info().startInstant().orElse(Instant.EPOCH);
    }
}
