package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.util.List;
import java.util.Optional;

/** A line of ssh_config that has been read. Whether it holds depends on the host. */
sealed interface Directive {
    SourcePos pos();

    /**
     * An option and its value.
     *
     * @param values in one form, whatever they were written as
     */
    record Option(KnownOption option, List<String> values, SourcePos pos) implements Directive {
        public Option {
            values = List.copyOf(values);
        }
    }

    record HostLine(List<String> patterns, SourcePos pos) implements Directive {
        public HostLine {
            patterns = List.copyOf(patterns);
        }
    }

    record MatchLine(List<Criterion> criteria, SourcePos pos) implements Directive {
        public MatchLine {
            criteria = List.copyOf(criteria);
        }
    }

    record Include(List<String> paths, SourcePos pos) implements Directive {
        public Include {
            paths = List.copyOf(paths);
        }
    }

    /** It is a mistake, unless the host has an IgnoreUnknown for it. */
    record Unknown(String name, SourcePos pos) implements Directive {}

    /** Empty for a line that says nothing, or that is wrong. */
    static Optional<Directive> read(String line, String file, int number, Diagnostics problems) {
        return ConfigLine.read(line, file, number, problems).flatMap(l -> of(l, problems));
    }

    private static Optional<Directive> of(ConfigLine line, Diagnostics problems) {
        Optional<KnownOption> known = KnownOption.of(line.keyword());
        if (known.isEmpty()) return Optional.of(new Unknown(line.keyword(), line.pos()));
        return switch (line.keyword()) {
            case "host" -> known.get().form().read(line, problems).map(p -> new HostLine(p, line.pos()));
            case "match" -> Criterion.all(line, problems).map(c -> new MatchLine(c, line.pos()));
            case "include" -> included(line, problems);
            default -> known.get().form().read(line, problems).map(v -> new Option(known.get(), v, line.pos()));
        };
    }

    private static Optional<Directive> included(ConfigLine line, Diagnostics problems) {
        if (!line.words().contains("")) return Optional.of(new Include(line.words(), line.pos()));
        return ValueForm.wrong(line, "has an empty path", "remove it", problems).map(p -> new Include(p, line.pos()));
    }

    /** An option that a variable or an option of Drydock's own sets; the value is taken as it is. */
    static Option of(Keyword keyword, String value, SourcePos pos) {
        KnownOption option = KnownOption.of(keyword.spelling()).orElseThrow();
        return new Option(option, List.of(value), pos);
    }

    /** An option as {@code -o} has it; empty where it is wrong, which is reported. */
    static Optional<Option> ofArgument(String text, SourcePos pos, Diagnostics problems) {
        Diagnostics found = new Diagnostics();
        Optional<Directive> read = read(text, pos.file(), pos.line(), found);
        found.all().forEach(p -> problems.error(pos, p.message(), p.remedy()));
        if (read.isEmpty() && found.isEmpty())
            problems.error(pos, "there is no option in it", "write -o KEYWORD=VALUE");
        return read.flatMap(directive -> switch (directive) {
            case Option option -> Optional.of(new Option(option.option(), option.values(), pos));
            case Unknown unknown -> {
                problems.error(
                        pos, "unknown option \"" + unknown.name() + "\" of ssh", KnownOption.remedy(unknown.name()));
                yield Optional.empty();
            }
            case HostLine _, MatchLine _, Include _ -> {
                problems.error(
                        pos,
                        text.strip().split("[\\s=]", 2)[0] + " is for files only",
                        "write it into a file, and name that with -F");
                yield Optional.empty();
            }
        });
    }
}
