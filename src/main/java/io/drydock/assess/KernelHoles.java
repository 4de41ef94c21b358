package io.drydock.assess;

import io.drydock.facts.Kernel;
import io.drydock.facts.KernelVersion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kernel's known holes that are open by modules, as the dated data lists them. */
record KernelHoles(List<Data> all) {
    /** Debian's releases do not tell the number that upstream gave, its builds do. */
    private static final Pattern DEBIAN = Pattern.compile("\\bDebian (?:\\d+:)?(\\d+\\.\\d+\\.\\d+)");

    /** Of Debian's builds, and with the time of Proxmox's. */
    private static final Pattern DAY = Pattern.compile("\\((\\d{4}-\\d\\d-\\d\\d)(?:T[^)]*)?\\)");
    /** As {@code date} prints it: Thu Nov 14 05:13:46 UTC 2024. */
    private static final Pattern DATE = Pattern.compile("\\b([A-Z][a-z]{2}) +(\\d{1,2}) [\\d:]+ [A-Z]+ (\\d{4})\\b");

    private static final DateTimeFormatter MONTH_FIRST = DateTimeFormatter.ofPattern("MMM d yyyy", Locale.ENGLISH);

    /** Those that the running kernel has by the number that upstream gave it. */
    List<Data> of(Kernel kernel) {
        var version = upstream(kernel);
        return all.stream()
                .filter(hole -> Policy.atLeast(version, hole.text("since"))
                        && !fixed(hole).isReachedBy(version))
                .toList();
    }

    static Least fixed(Data hole) {
        return new Least(hole.texts("fixed"));
    }

    /** Three numbers; all 0 where the host does not tell its kernel's release. */
    static String upstream(Kernel kernel) {
        var debian = DEBIAN.matcher(kernel.version());
        return debian.find() ? debian.group(1) : kernel.series() + "." + kernel.patch();
    }

    /**
     * Whether the number says something of the hole. It does not where a distribution keeps to one number and brings mends to it,
     * unless the kernel was built before the hole was known.
     */
    static boolean tells(Data hole, Kernel kernel) {
        var version = upstream(kernel);
        boolean follows = KernelVersion.parse(version).patch() > 0
                && fixed(hole).ofSeries(version).isPresent();
        var known = LocalDate.parse(hole.text("date"));
        return follows
                || built(kernel.version()).map(day -> day.isBefore(known)).orElse(true);
    }

    /** The day in what {@code uname -v} prints. */
    private static Optional<LocalDate> built(String build) {
        try {
            var day = DAY.matcher(build);
            if (day.find()) return Optional.of(LocalDate.parse(day.group(1)));
            var date = DATE.matcher(build);
            return date.find()
                    ? Optional.of(
                            LocalDate.parse(String.join(" ", date.group(1), date.group(2), date.group(3)), MONTH_FIRST))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
