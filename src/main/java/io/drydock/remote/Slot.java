package io.drydock.remote;

/** A host's place among those that are worked on at once. A host that keeps us waiting at the door does not need it. */
public interface Slot {
    /** Lends the place to another host, where that is possible. */
    void lend();

    /** Takes a place again, once one is free. From then on it is kept. */
    void regain();

    /** A wait for something that other hosts bring about. */
    interface Wait {
        void run() throws InterruptedException;
    }

    /** Gives the place to others meanwhile, however many have lent theirs. */
    void during(Wait wait) throws InterruptedException;
}
