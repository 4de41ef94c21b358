package io.drydock.run;

import io.drydock.inventory.Host;

/** What stays the same for a host through a whole run. */
record HostContext(Host host, Access access, RunOptions options, RunListener listener, Redactor redactor) {
    HostContext in(Mode mode, RunListener listener) {
        return new HostContext(host, access, options.in(mode), listener, redactor);
    }

    String name() {
        return host.name();
    }
}
