package io.drydock.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The running kernel against the installed ones, and these against what the repositories have. */
record RebootRule() implements Rule {
  @Override
  public List<Finding> judge(Observed host) {
    var facts = host.facts();
    var findings = new ArrayList<Finding>();
    if (facts.reboot().required()) {
      findings.add(Finding.warning("reboot", "required: " + String.join("; ", facts.reboot().reasons()), KernelRemedy.REBOOT));
    }
    offer(host).ifPresent(findings::add);
    return findings;
  }

  private static Optional<Finding> offer(Observed host) {
    var facts = host.facts();
    if (facts.container() || facts.newestKernel().isEmpty()) return Optional.empty();
    return host.survey().newest(host.kernel().flavour()).filter(offer -> !Policy.atLeast(facts.newestKernel(), offer))
        .map(offer -> Finding.note("kernel", offer + " is in the repositories, " + facts.newestKernel() + " is the newest installed",
            Remedy.task("kernel: {package: " + name(host, offer) + ", state: latest}")));
  }

  private static String name(Observed host, String offer) {
    return host.survey().kernels().entrySet().stream().filter(entry -> entry.getValue().equals(offer)).findFirst().orElseThrow().getKey();
  }
}
