package io.drydock.assess;

import io.drydock.facts.Facts;
import io.drydock.facts.KernelVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kernel options that belong together.
 *
 * @param purpose what does not work without them; empty for those that are necessary
 * @param from below the kernels they are about; empty: all
 * @param gone by family the kernel from which its builds are without them
 * @param or an option that does as well; empty: none
 * @param backend the backend of iptables with which it does; empty: any
 */
record OptionNeed(
        Group group,
        List<String> options,
        String purpose,
        String from,
        String below,
        Data gone,
        String or,
        String backend) {
    enum Group {
        NECESSARY,
        OPTIONAL,
        NETWORK,
        STORAGE
    }

    static OptionNeed of(Group group, Data data) {
        return new OptionNeed(
                group,
                data.texts("options"),
                data.text("for"),
                data.text("from"),
                data.text("below"),
                data.at("gone"),
                data.text("or"),
                data.text("backend"));
    }

    /** Whether the kernel of this host should have them at all. */
    boolean appliesTo(Observed host) {
        var kernel = host.kernel();
        return reaches(kernel, from) && (below.isEmpty() || !reaches(kernel, below)) && !isGone(host);
    }

    /** A candidate of a release, such as 6.1.0-rc1, has the options of its series. */
    private static boolean reaches(KernelVersion kernel, String series) {
        return series.isEmpty() || Policy.atLeast(kernel.series(), series);
    }

    private boolean isGone(Observed host) {
        var since = gone.text(host.facts().os().family().label());
        return !since.isEmpty() && reaches(host.kernel(), since);
    }

    List<String> missing(Facts facts) {
        return hasOther(facts)
                ? List.of()
                : options.stream().filter(option -> !has(facts, option)).toList();
    }

    /** Whether the other option does as well. The backend of a host without iptables is still open; distributions that are not old take nf_tables. */
    private boolean hasOther(Facts facts) {
        var speaks = facts.iptables().backend();
        return !or.isEmpty() && has(facts, or) && (backend.isEmpty() || speaks.isEmpty() || speaks.equals(backend));
    }

    static boolean has(Facts facts, String option) {
        return value(facts, option).map(v -> v.equals("y") || v.equals("m")).orElse(false);
    }

    static Optional<String> value(Facts facts, String option) {
        return Optional.ofNullable(facts.kernel().options().get(option));
    }

    /** Every option that this need reads. */
    List<String> read() {
        return Stream.concat(options.stream(), Stream.of(or).filter(name -> !name.isEmpty()))
                .toList();
    }
}
