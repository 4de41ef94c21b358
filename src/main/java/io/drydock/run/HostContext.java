package io.drydock.run;

import io.drydock.inventory.Host;

/** What stays the same for a host through a whole run. */
record HostContext(Host host, Access access, RunOptions options, RunListener listener, Redactor redactor) {
  String name() {
    return host.name();
  }
}
