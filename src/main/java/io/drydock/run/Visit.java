package io.drydock.run;

import io.drydock.remote.Connector;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import io.drydock.remote.Slot;
import java.util.List;
import java.util.Optional;

/** Work on a host that is connected to for one program, and left. */
public abstract class Visit implements HostWork {
    final Access access;
    final Redactor redactor;
    /** Read by another thread when this one is not waited for any more. */
    private volatile Optional<HostResult> result = Optional.empty();

    Visit(Access access) {
        this.access = access;
        this.redactor = Redactor.of(access, List.of());
    }

    public String host() {
        return access.target().name();
    }

    public void run(Connector connector, Slot place) {
        try (Remote remote = connector.connect(access.target(), place)) {
            result = Optional.of(on(remote));
        } catch (RemoteException e) {
            if (HostResult.Status.of(e) == HostResult.Status.INTERRUPTED) cutShort();
            else without(HostResult.Status.UNREACHABLE, HostSession.message(e));
        } catch (ProgramFailure e) {
            without(HostResult.Status.FAILED, e.getMessage());
        } catch (RuntimeException | Error e) {
            fail(e); // must not cost the other hosts their visits
        }
    }

    /** What is done there. */
    abstract HostResult on(Remote remote) throws RemoteException, ProgramFailure;

    @Override
    public void fail(Throwable e) {
        without(HostResult.Status.FAILED, HostSession.message(e));
    }

    @Override
    public void cutShort() {
        if (result.isEmpty()) without(HostResult.Status.INTERRUPTED, "interrupted");
    }

    private void without(HostResult.Status status, String message) {
        result = Optional.of(HostResult.without(host(), status, redactor.clean(message)));
    }

    @Override
    public HostResult result() {
        return result.orElseGet(() -> HostResult.without(host(), HostResult.Status.FAILED, HostResult.UNFINISHED));
    }
}
