package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is said of a host before any file is read: by the command line, or by variables. The first word of an option holds. Immutable. */
public final class GivenOptions {
    public static final GivenOptions NONE = new GivenOptions(List.of(), Optional.empty());

    private final List<Directive.Option> options;
    private final Optional<ConfigSource> files;

    GivenOptions(List<Directive.Option> options, Optional<ConfigSource> files) {
        this.options = List.copyOf(options);
        this.files = files;
    }

    /** One option, whose value is taken as it is. */
    public static GivenOptions of(Keyword keyword, String value, SourcePos pos) {
        return new GivenOptions(List.of(Directive.of(keyword, value, pos)), Optional.empty());
    }

    /** The value of one {@code -o}, such as {@code Port=2222}. */
    public static GivenOptions option(String text, SourcePos pos, Diagnostics problems) {
        return Directive.ofArgument(text, pos, problems)
                .map(option -> new GivenOptions(List.of(option), Optional.empty()))
                .orElse(NONE);
    }

    /** The value of {@code -F}: files that hold instead of the usual ones. */
    public static GivenOptions files(String file, SourcePos pos) {
        return new GivenOptions(List.of(), Optional.of(ConfigSource.of(file, pos)));
    }

    /** The same, and what others say where these say nothing. */
    public GivenOptions and(GivenOptions weaker) {
        return new GivenOptions(
                Stream.concat(options.stream(), weaker.options.stream()).toList(), files.or(() -> weaker.files));
    }

    /** Whether they set an option. */
    public boolean say(Keyword keyword) {
        return options.stream().anyMatch(o -> o.option().role().equals(new KnownOption.Obeyed(keyword)));
    }

    List<Directive.Option> options() {
        return options;
    }

    ConfigSource files() {
        return files.orElse(ConfigSource.USUAL);
    }

    /** The file that {@code -F} names, if there is one. */
    public Optional<Path> named() {
        return files.flatMap(ConfigSource::named);
    }
}
