package io.drydock.remote;

/** Why a host could not be reached or was lost, and what to do about it (empty when there is nothing to say). */
public final class RemoteException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Every way in which a host can fail us. */
    public enum Kind {
        /** No such name, no route, or no answer to the TCP connect. */
        UNREACHABLE,
        /** The port is closed. */
        REFUSED,
        /** The server hung up before it named itself, or what leads to it ended before anybody was let in: to be tried again. */
        HUNG_UP,
        /** Connected, but the handshake or the command did not end in its time. */
        TIMED_OUT,
        HOST_KEY_UNKNOWN,
        /** Other than the known_hosts file says, or revoked by it, or not signed by the authority it names. */
        HOST_KEY_CHANGED,
        /** The host refused the user, or the private key here cannot be used. */
        AUTHENTICATION,
        /** The private key is encrypted, and its passphrase is missing or wrong. */
        KEY_LOCKED,
        /** The connection ended, or the host fell silent. */
        LOST,
        /** The server speaks, but not a language we share. */
        PROTOCOL;

        /** Whether time does not mend it, and its repetition may lock us out. */
        public boolean isRefusal() {
            return switch (this) {
                case AUTHENTICATION, KEY_LOCKED, HOST_KEY_CHANGED, HOST_KEY_UNKNOWN -> true;
                case UNREACHABLE, REFUSED, HUNG_UP, TIMED_OUT, LOST, PROTOCOL -> false;
            };
        }
    }

    private final Kind kind;
    private final String message;
    private final String remedy;
    private boolean onTheWay;

    public RemoteException(Kind kind, String message, String remedy) {
        super(message);
        this.message = message;
        this.kind = kind;
        this.remedy = remedy;
    }

    public RemoteException(Kind kind, String message, String remedy, Throwable cause) {
        this(kind, message, remedy);
        initCause(cause);
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Kind kind() {
        return kind;
    }

    public String remedy() {
        return remedy;
    }

    /** The same as a failure of the way to a host: of the bastion, unless one before it has failed. */
    RemoteException through(String bastion) {
        if (onTheWay) {
            return this;
        }
        RemoteException named = new RemoteException(kind, "through bastion " + bastion + ": " + message, remedy, this);
        named.onTheWay = true;
        return named;
    }

    /** The same as a failure of another kind. */
    RemoteException as(Kind other) {
        RemoteException same = new RemoteException(other, message, remedy, this);
        same.onTheWay = onTheWay;
        return same;
    }
}
