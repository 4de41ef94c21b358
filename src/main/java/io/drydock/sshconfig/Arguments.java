package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is said of a host before any file is read: by the command line, or by variables. The first word of an option holds. Immutable. */
public final class Arguments {
    public static final Arguments NONE = new Arguments(List.of(), Optional.empty());

    private final List<Directive.Option> options;
    private final Optional<Source> files;

    Arguments(List<Directive.Option> options, Optional<Source> files) {
        this.options = List.copyOf(options);
        this.files = files;
    }

    /** One option, whose value is taken as it is. */
    public static Arguments of(Keyword keyword, String value, SourcePos pos) {
        return new Arguments(List.of(Directive.of(keyword, value, pos)), Optional.empty());
    }

    /** The value of one {@code -o}, such as {@code Port=2222}. */
    public static Arguments option(String text, SourcePos pos, Diagnostics problems) {
        return Directive.ofArgument(text, pos, problems)
                .map(option -> new Arguments(List.of(option), Optional.empty()))
                .orElse(NONE);
    }

    /** The value of {@code -F}: files that hold instead of the usual ones. */
    public static Arguments files(String file, SourcePos pos) {
        return new Arguments(List.of(), Optional.of(Source.of(file, pos)));
    }

    /** The same, and what others say where these say nothing. */
    public Arguments and(Arguments weaker) {
        return new Arguments(
                Stream.concat(options.stream(), weaker.options.stream()).toList(), files.or(() -> weaker.files));
    }

    /** Whether they set an option. */
    public boolean say(Keyword keyword) {
        return options.stream().anyMatch(o -> o.option().role().equals(new KnownOption.Obeyed(keyword)));
    }

    List<Directive.Option> options() {
        return options;
    }

    Source files() {
        return files.orElse(Source.USUAL);
    }

    /** The file that {@code -F} names, if there is one. */
    public Optional<Path> named() {
        return files.flatMap(Source::named);
    }
}
