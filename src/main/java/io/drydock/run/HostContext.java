package io.drydock.run;

import io.drydock.diag.Secret;
import io.drydock.inventory.Host;
import java.util.Collection;

/** What stays the same for a host through a whole run. */
record HostContext(Host host, Access access, RunOptions options, RunListener listener, Redactor redactor) {
  HostContext in(Mode mode, RunListener listener) {
    return new HostContext(host, access, options.in(mode), listener, redactor);
  }

  /** Masks what this play's variables hold too. */
  HostContext masking(Collection<Secret> secrets) {
    return new HostContext(host, access, options, listener, Redactor.of(access, secrets));
  }

  String name() {
    return host.name();
  }
}
