package io.drydock.sshconfig;

import io.drydock.diag.SourcePos;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How one host is reached: what the command line, the inventory and ssh_config say, in this order of strength. Values have been
 * checked and tokens replaced; an option that nobody sets is empty, or has OpenSSH's default where that is said.
 */
public final class HostConfig {
    private final String host;
    private final Map<Keyword, List<Setting>> settings;

    private HostConfig(String host, Map<Keyword, List<Setting>> settings) {
        this.host = host;
        this.settings = settings;
    }

    /**
     * @param host the name that was asked for
     * @param settings of each option that is set its values, strongest first; one where the option does not accumulate
     */
    public static HostConfig of(String host, Map<Keyword, List<Setting>> settings) {
        Map<Keyword, List<Setting>> copy = new EnumMap<>(Keyword.class);
        settings.forEach((keyword, values) -> copy.put(keyword, List.copyOf(values)));
        return new HostConfig(host, Collections.unmodifiableMap(copy));
    }

    /** A host about which nothing is said but its address. */
    public static HostConfig of(String address, int port, String user) {
        return of(address, Map.of()).with(Keyword.PORT, String.valueOf(port)).with(Keyword.USER, user);
    }

    /** The same, with another value as the strongest, which nobody has written. */
    public HostConfig with(Keyword keyword, String value) {
        Map<Keyword, List<Setting>> changed = new EnumMap<>(Keyword.class);
        changed.putAll(settings);
        Setting first = new Setting(value, SourcePos.of("Drydock"));
        List<Setting> before = keyword.accumulates() ? settings(keyword) : List.of();
        changed.put(keyword, Stream.concat(Stream.of(first), before.stream()).toList());
        return new HostConfig(host, Collections.unmodifiableMap(changed));
    }

    /** The name that was asked for, before HostName and canonical names. */
    public String host() {
        return host;
    }

    /** What is set, for whoever shows it. */
    public Map<Keyword, List<Setting>> settings() {
        return settings;
    }

    public List<Setting> settings(Keyword keyword) {
        return settings.getOrDefault(keyword, List.of());
    }

    /** The value of an option that does not accumulate. */
    public Optional<String> value(Keyword keyword) {
        return settings(keyword).stream().map(Setting::value).findFirst();
    }

    /** Where the value of an option comes from. */
    public Optional<SourcePos> origin(Keyword keyword) {
        return settings(keyword).stream().map(Setting::origin).findFirst();
    }

    /** The words of a list that is separated by commas; empty where nobody sets the option. */
    public Optional<List<String>> list(Keyword keyword) {
        return value(keyword).map(v -> List.of(v.split(",")));
    }

    /** The paths of an option that accumulates, or whose one value is a list of words; {@code none} is no path. */
    public List<Path> paths(Keyword keyword) {
        List<Path> paths = new ArrayList<>();
        for (Setting setting : settings(keyword)) {
            if (!setting.value().equalsIgnoreCase("none")) paths.add(Path.of(setting.value()));
        }
        return List.copyOf(paths);
    }

    public OptionalInt number(Keyword keyword) {
        Optional<String> value = value(keyword);
        return value.isPresent() ? OptionalInt.of(Integer.parseInt(value.get())) : OptionalInt.empty();
    }

    /** Empty where nobody sets the option, or sets it to something that is neither yes nor no. */
    public Optional<Boolean> yes(Keyword keyword) {
        return value(keyword).flatMap(v -> switch (v) {
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    public Optional<Duration> seconds(Keyword keyword) {
        OptionalInt seconds = number(keyword);
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsInt())) : Optional.empty();
    }

    /** The name or address to connect to. */
    public String hostName() {
        return value(Keyword.HOST_NAME).orElse(host);
    }

    public int port() {
        return number(Keyword.PORT).orElse(22);
    }

    public String user() {
        return value(Keyword.USER).orElse(System.getProperty("user.name"));
    }

    /** Two are equal that reach the same host in the same way, whoever has said so. */
    @Override
    public boolean equals(Object other) {
        return other instanceof HostConfig that && host.equals(that.host) && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, values());
    }

    private Map<Keyword, List<String>> values() {
        Map<Keyword, List<String>> values = new EnumMap<>(Keyword.class);
        settings.forEach(
                (k, list) -> values.put(k, list.stream().map(Setting::value).toList()));
        return values;
    }

    @Override
    public String toString() {
        return host + " " + values();
    }
}
