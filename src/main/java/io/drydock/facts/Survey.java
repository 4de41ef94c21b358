package io.drydock.facts;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is asked of a host only to judge it, as it is slow to tell or never the same twice.
 *
 * @param seconds the host's clock, in seconds since 1970; 0 when it does not tell
 * @param systemd systemd's version, such as 257; empty where it does not run
 * @param initScripts the services that start with the host by a script of /etc/init.d and have no unit of systemd
 * @param keysRefused since when apt refuses keys that nothing but SHA-1 binds to their user names, as "since 2026-02-01"; empty where it takes them
 * @param refusedKeys the keys of its sources that are so
 * @param kernels the kernels its package manager would install, by package: a release where that is known, else a version
 */
public record Survey(
        long seconds,
        String systemd,
        List<String> initScripts,
        String keysRefused,
        List<String> refusedKeys,
        Map<String, String> kernels) {
    public static final Survey NONE = new Survey(0, "", List.of(), "", List.of(), Map.of());

    public Survey {
        initScripts = List.copyOf(initScripts);
        refusedKeys = List.copyOf(refusedKeys);
        kernels = Collections.unmodifiableMap(new LinkedHashMap<>(kernels));
    }

    /** Makes a survey of the texts of the {@code fact} events of survey.sh by their names. It never throws. */
    public static Survey of(Map<String, String> reported) {
        var raw = new RawFacts(reported);
        var keys = raw.list("survey.keys");
        return new Survey(
                raw.number("survey.seconds"),
                raw.text("survey.systemd"),
                raw.list("survey.init_scripts"),
                keys.isEmpty() ? "" : keys.getFirst(),
                keys.stream().skip(1).toList(),
                raw.map("survey.kernels"));
    }

    /** The same with another clock. */
    public Survey at(long otherSeconds) {
        return new Survey(otherSeconds, systemd, initScripts, keysRefused, refusedKeys, kernels);
    }

    /** The newest release of this flavour in the first of these packages that has one; packages known only by a version do not count. */
    public Optional<String> newest(String flavour, List<String> packages) {
        return packages.stream()
                .flatMap(name ->
                        offers(name).filter(k -> k.flavour().equals(flavour)).max(Comparator.naturalOrder()).stream())
                .map(KernelVersion::release)
                .findFirst();
    }

    /** What the package offers: a kernel image itself, or a meta package whose image, or core's image, has a name made from its own. */
    private Stream<KernelVersion> offers(String name) {
        return Stream.of(name, name + "-core", name.replaceFirst("^linux-(?!image-)", "linux-image-"))
                .distinct()
                .filter(kernels::containsKey)
                .map(kernels::get)
                .map(KernelVersion::parse)
                .filter(k -> k.major() > 0);
    }
}
