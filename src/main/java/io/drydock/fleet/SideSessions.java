package io.drydock.fleet;

import io.drydock.inventory.Host;
import io.drydock.run.HostSession;
import io.drydock.run.RunListener;
import io.drydock.run.RunOptions;
import java.nio.file.Path;

/** Opens sessions on hosts beside those of the run. */
public interface SideSessions {
    /** @param directory in which programs begin on this machine */
    HostSession open(Host host, Path directory, RunOptions options, RunListener listener);
}
