package io.drydock.run;

import java.util.Optional;

/**
 * Holds a password back that was typed by hand: one host gets it first, the others once that one has accepted it. A
 * typing error costs one attempt on one host, not one on each. Thread-safe.
 */
public final class PasswordTrial {
    private boolean passed;
    private Optional<String> trying = Optional.empty();
    private Optional<String> refusedBy = Optional.empty();

    /** A trial that has been passed, for passwords that are stored. */
    public static PasswordTrial passed() {
        PasswordTrial trial = new PasswordTrial();
        trial.passed = true;
        return trial;
    }

    /** Waits until {@code host} may get the password. False when another host has refused it; {@link #refusedBy} tells which. */
    synchronized boolean admit(String host) throws InterruptedException {
        while (!passed && refusedBy.isEmpty() && trying.isPresent()) wait();
        if (passed) return true;
        if (refusedBy.isPresent()) return refusedBy.get().equals(host);
        trying = Optional.of(host);
        return true;
    }

    synchronized void accepted() {
        passed = true;
        notifyAll();
    }

    synchronized void refused(String host) {
        if (!passed) refusedBy = Optional.of(host);
        notifyAll();
    }

    /** The host's program has ended: if it has not told of the password, another host is asked. */
    synchronized void ended(String host) {
        if (trying.filter(host::equals).isPresent()) trying = Optional.empty();
        notifyAll();
    }

    /** Whether it was refused before any host has accepted it. */
    synchronized boolean isRefused() {
        return refusedBy.isPresent();
    }

    synchronized String refusedBy() {
        return refusedBy.orElse("");
    }
}
