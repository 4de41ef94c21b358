package io.drydock.fleet;

import io.drydock.inventory.Host;
import io.drydock.run.HostSession;
import io.drydock.run.Party;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Which hosts wait for each other, one party for each batch; they join as they are admitted. */
final class Parties implements Admission<HostSession> {
    private final Map<String, Party> ofHosts = new HashMap<>();
    private final Admission<HostSession> admission;

    /** @param open the hosts that are to go through the play */
    Parties(List<Batch> batches, Predicate<Host> open, Admission<HostSession> admission) {
        this.admission = admission;
        for (Batch batch : batches) {
            Party party = new Party(
                    batch.hosts().stream().filter(open).map(Host::name).toList());
            batch.hosts().forEach(host -> ofHosts.put(host.name(), party));
        }
    }

    Party of(HostSession session) {
        return Objects.requireNonNull(ofHosts.get(session.host().name()));
    }

    @Override
    public Optional<HostSession> next(Collection<HostSession> waiting) throws InterruptedException {
        Optional<HostSession> next = admission.next(waiting);
        next.ifPresentOrElse(session -> of(session).join(session.host().name()), this::close);
        return next;
    }

    @Override
    public boolean begin(HostSession session) {
        boolean begins = admission.begin(session);
        if (!begins) {
            of(session).leave(session.host().name());
            close();
        }
        return begins;
    }

    private void close() {
        ofHosts.values().forEach(Party::close);
    }

    @Override
    public void ended(HostSession session) {
        of(session).leave(session.host().name());
        admission.ended(session);
    }
}
