package io.drydock.playbook;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.yaml.Fields;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads how a play goes over its hosts. */
final class RolloutReader {
    static final Set<String> KEYS = Set.of(
            "serial",
            "order",
            "throttle",
            "widths",
            "canary",
            "window",
            "max_failures",
            "max_fail_percentage",
            "any_errors_fatal",
            "ignore_unreachable");

    /** Those whose values may be templates of what is known before any host is. */
    static final Set<String> EARLY = Set.of(
            "serial",
            "order",
            "throttle",
            "widths",
            "canary",
            "max_failures",
            "max_fail_percentage",
            "any_errors_fatal",
            "ignore_unreachable");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)\\s*%");
    private static final Pattern BARE = Pattern.compile("\\d{1,3}(?:\\.\\d{1,6})?");
    private static final Pattern TEMPLATE = Pattern.compile("\\$\\{|\\{\\{");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final YamlMap play;
    private final Fields fields;
    private final Diagnostics problems;

    RolloutReader(YamlMap play, Diagnostics problems) {
        this.problems = problems;
        this.play = play;
        this.fields = new Fields(play, problems);
    }

    Rollout read() {
        return new Rollout(
                shares("serial"),
                fields.choice("order", Arrays.asList(Rollout.Order.values()), Rollout.Order::label),
                play.get("throttle").flatMap(node -> throttle(node, fields)),
                groups("widths"),
                canary(),
                maxFailures(),
                play.get("max_fail_percentage").flatMap(this::maxFailPercentage),
                fields.flag("any_errors_fatal").orElse(false),
                fields.flag("ignore_unreachable").orElse(false),
                play.get("window")
                        .map(node -> new WindowReader(fields, problems).read(node))
                        .orElse(List.of()));
    }

    private List<Share> shares(String key) {
        Optional<YamlNode> node = play.get(key);
        if (node.isPresent()
                && node.get() instanceof YamlList list
                && list.items().isEmpty())
            fields.wrong(list, key, "is an empty list", "write a size, such as " + key + ": 2, or leave it out");
        return node.stream()
                .flatMap(n -> n instanceof YamlList list ? list.items().stream() : Stream.of(n))
                .flatMap(item -> share(item, key).stream())
                .toList();
    }

    private Optional<Rollout.Canary> canary() {
        return fields.scalar("canary")
                .flatMap(pattern -> TEMPLATE.matcher(pattern.text()).find()
                        ? fields.wrong(
                                pattern,
                                "canary",
                                "is needed before any variable has a value",
                                "write a pattern of hosts, or per_class")
                        : Optional.of(new Rollout.Canary(pattern.text(), pattern.positions())));
    }

    private List<Rollout.OfGroup> maxFailures() {
        if (play.get("max_failures").filter(YamlMap.class::isInstance).isPresent()) return groups("max_failures");
        return play.get("max_failures")
                .flatMap(node -> share(node, "max_failures"))
                .map(share -> List.of(new Rollout.OfGroup(share.pos(), Rollout.ALL, share)))
                .orElse(List.of());
    }

    private List<Rollout.OfGroup> groups(String key) {
        List<YamlMap.Entry> entries = fields.entries(key);
        if (entries.isEmpty())
            play.get(key)
                    .filter(node -> node.data() == null || node instanceof YamlMap)
                    .ifPresent(node -> fields.wrong(node, key, "names no group", "such as " + key + ": {web: 2}"));
        return entries.stream()
                .flatMap(entry -> share(entry.value(), key + ": " + entry.key())
                        .map(share -> new Rollout.OfGroup(entry.keyPos(), entry.key(), share))
                        .stream())
                .toList();
    }

    /** A number of hosts or a percentage, of at least some hosts and at most all of them. */
    private Optional<Share> share(YamlNode node, String key) {
        Optional<String> text = text(node, key);
        if (text.isEmpty()) return Optional.empty();
        Optional<Share> share = number(text.get(), node.pos());
        if (share.filter(s -> s.amount().signum() > 0 && !isMoreThanAll(s)).isPresent()) return share;
        String what = share.map(s -> "cannot be " + text.get() + ": that is "
                        + (s.amount().signum() == 0 ? "no host" : "more than all hosts"))
                .orElse("is a number of hosts or a percentage, not \"" + text.get() + "\"");
        return fields.wrong(node, key, what, remedy(key));
    }

    private static String remedy(String key) {
        return key.startsWith("max_failures")
                ? "as many failed hosts end the run: 1 or more, or 1% to 100%"
                : "write 1 or more, or 1% to 100%";
    }

    private static boolean isMoreThanAll(Share share) {
        return share.isPercentage() && share.amount().compareTo(HUNDRED) > 0;
    }

    /** Of one value that is there; what is wrong with another one is told once. */
    private Optional<String> text(YamlNode node, String key) {
        if (!(node instanceof YamlScalar scalar) || scalar.value() == null) {
            fields.wrong(node, key, "is a number of hosts or a percentage", remedy(key));
            return Optional.empty();
        }
        if (!TEMPLATE.matcher(scalar.text()).find())
            return Optional.of(scalar.text().strip());
        fields.wrong(node, key, "is needed before any variable has a value", remedy(key));
        return Optional.empty();
    }

    private static Optional<Share> number(String text, SourcePos pos) {
        if (NUMBER.matcher(text).matches()) return Optional.of(new Share(pos, new BigDecimal(text), false));
        var percentage = PERCENTAGE.matcher(text);
        return percentage.matches()
                ? Optional.of(new Share(pos, new BigDecimal(percentage.group(1)), true))
                : Optional.empty();
    }

    /** How many hosts are worked on at once. */
    static Optional<Share> throttle(YamlNode node, Fields fields) {
        if (node instanceof YamlScalar scalar
                && NUMBER.matcher(scalar.text()).matches()
                && Integer.parseInt(scalar.text()) > 0)
            return Optional.of(new Share(node.pos(), new BigDecimal(scalar.text()), false));
        return fields.wrong(node, "throttle", "is how many hosts are worked on at once", "write 1 or more");
    }

    /** A percentage, with its sign or without, of which 0 allows no failure. */
    private Optional<Share> maxFailPercentage(YamlNode node) {
        String text = node instanceof YamlScalar scalar && scalar.value() != null
                ? scalar.text().strip()
                : "";
        String bare = text.replaceFirst("\\s*%$", "");
        if (BARE.matcher(bare).matches() && new BigDecimal(bare).compareTo(HUNDRED) <= 0)
            return Optional.of(new Share(node.pos(), new BigDecimal(bare), true));
        return fields.wrong(
                node,
                "max_fail_percentage",
                "is a percentage of a batch",
                "write 0 to 100; more failed hosts end the run");
    }
}
