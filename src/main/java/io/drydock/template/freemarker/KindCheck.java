package io.drydock.template.freemarker;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.template.HostValue;
import io.drydock.template.HostValue.Kind;
import io.drydock.template.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what is done with a host's values that their kinds do not allow, or that cannot come to anything. */
final class KindCheck {
    /** Of facts that are versions. */
    private static final Set<String> VERSIONS = Set.of("version", "version_id", "release", "series", "newest_kernel");

    private final Use use;
    private final SourcePos pos;
    private final HostValue value;

    private KindCheck(Use use, SourcePos pos, HostValue value) {
        this.use = use;
        this.pos = pos;
        this.value = value;
    }

    static List<Diagnostic> problems(List<Use> uses, Text text, Scope scope) {
        return uses.stream()
                .flatMap(use ->
                        value(use.path(), scope)
                                .flatMap(value -> new KindCheck(use, text.at(use.start()), value).problem())
                                .stream())
                .toList();
    }

    private static Optional<HostValue> value(List<String> path, Scope scope) {
        @Nullable Object value = scope.get(path.getFirst());
        for (String part : path.subList(1, path.size()))
            value = switch (value) {
                case Map<?, ?> map -> map.get(part);
                case HostValue host -> host.fields().get(part);
                case null, default -> null;
            };
        return Optional.ofNullable(value instanceof HostValue known ? known : null);
    }

    private Optional<Diagnostic> problem() {
        return use.comparison()
                .map(this::compared)
                .orElseGet(() -> value.kind() == Kind.TRUTH
                        ? Optional.empty()
                        : error(
                                "this must be true or false, but " + is(),
                                value.kind() == Kind.NUMBER
                                        ? "compare it: " + use.name() + " > 0"
                                        : "compare it, or ask " + use.name()
                                                + "?has_content (is there something in it)"));
    }

    private Optional<Diagnostic> compared(Use.Comparison comparison) {
        return switch (value.kind()) {
            case TEXT -> text(comparison);
            case NUMBER -> number(comparison);
            case TRUTH ->
                comparison.isWithText() || comparison.isWithNumber()
                        ? error(
                                is() + ", and is compared with " + with(comparison),
                                "write " + use.name() + ", or !" + use.name() + " for the opposite")
                        : Optional.empty();
            case LIST ->
                error(
                        is() + ", and is compared with " + with(comparison),
                        "ask whether it is among them: " + use.name() + "?seq_contains(" + literal(comparison) + ")");
            case MAP -> error(is() + ", and is compared with " + with(comparison), "name a part of it");
        };
    }

    private Optional<Diagnostic> text(Use.Comparison comparison) {
        if (use.asNumber())
            return comparison.isWithNumber() && VERSIONS.contains(use.path().getLast())
                    ? warning(
                            "versions are not numbers, of which 5.10 is less than 5.9: " + use.name(),
                            "write " + versions(comparison))
                    : Optional.empty();
        if (comparison.isOrder())
            return error(
                    is() + ", and texts have no order",
                    VERSIONS.contains(use.path().getLast())
                            ? "write " + versions(comparison)
                            : "compare versions by version_at_least(a, b), and numbers as numbers: " + use.name()
                                    + "?number");
        if (!comparison.isWithText())
            return error(
                    is() + ", and is compared with " + with(comparison),
                    "write it in quotes: \"" + comparison.text() + "\"");
        if (value.choices().isEmpty() || value.choices().contains(comparison.text())) return Optional.empty();
        return warning(
                use.name() + " is never \"" + comparison.text() + "\"",
                Suggestion.didYouMean(comparison.text(), value.choices()));
    }

    private Optional<Diagnostic> number(Use.Comparison comparison) {
        if (comparison.isWithNumber()) return Optional.empty();
        return error(
                is() + ", and is compared with " + with(comparison),
                comparison.text().matches("[0-9]+([.][0-9]+)?")
                        ? "write it without quotes: " + comparison.text()
                        : "compare it with a number");
    }

    /** The comparison as one of versions. */
    private String versions(Use.Comparison comparison) {
        String other = '"' + comparison.text() + '"';
        return switch (comparison.operator()) {
            case ">=" -> "version_at_least(" + use.name() + ", " + other + ")";
            case "<" -> "!version_at_least(" + use.name() + ", " + other + ")";
            case "<=" -> "version_at_least(" + other + ", " + use.name() + ")";
            case ">" -> "!version_at_least(" + other + ", " + use.name() + ")";
            case String equality -> use.name() + " " + equality + " " + other;
        };
    }

    private static String literal(Use.Comparison comparison) {
        return comparison.isWithText() ? '"' + comparison.text() + '"' : comparison.text();
    }

    private static String with(Use.Comparison comparison) {
        return comparison.isWithText() ? "text" : comparison.isWithNumber() ? "a number" : "true or false";
    }

    private String is() {
        return use.name() + " is " + value.kind().label();
    }

    private Optional<Diagnostic> error(String message, String remedy) {
        return Optional.of(new Diagnostic(pos, message, remedy));
    }

    private Optional<Diagnostic> warning(String message, String remedy) {
        return Optional.of(Diagnostic.warning(pos, message, remedy));
    }
}
