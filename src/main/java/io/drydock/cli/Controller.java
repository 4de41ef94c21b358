package io.drydock.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** This process, as others are told of it. */
final class Controller {
    private Controller() {}

    /** user@machine */
    static String name() {
        return System.getProperty("user.name") + "@" + machine();
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // a machine that does not know its own name
        }
    }

    /** Its number, and when it was started, so that it is told from a later one of that number. */
    static String process() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + " since " + self.info().startInstant().orElse(Instant.EPOCH);
    }
}
