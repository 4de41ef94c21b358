package io.drydock.playbook;

import io.drydock.ansible.AnsibleWords;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Durations;
import io.drydock.diag.SourcePos;
import io.drydock.inventory.BecomeMethod;
import io.drydock.inventory.KnownVars;
import io.drydock.template.Expression;
import io.drydock.template.TemplateEngine;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Fields;
import io.drydock.yaml.Truth;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The keys of a play or a task, with what is read as a template. */
final class PlayFields extends Fields {
    /** Those of {@link #become}. */
    static final Set<String> BECOME = Set.of("become", "become_user", "become_method", "become_exe", "become_flags");

    private final TemplateEngine engine;

    PlayFields(YamlMap map, TemplateEngine engine, Diagnostics problems) {
        super(map, problems);
        this.engine = engine;
    }

    /** A list of texts; one text is a list of one, and commas separate. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (YamlScalar scalar : scalars(key)) {
            for (String part : scalar.text().split(",")) texts.add(part.strip());
        }
        return texts;
    }

    List<Expression> expressions(String key) {
        List<YamlScalar> scalars = scalars(key);
        scalars.stream()
                .filter(s -> s.value() == null)
                .forEach(s -> wrong(s, key, "is empty", "write a condition, or leave it out"));
        return scalars.stream()
                .filter(s -> s.value() != null)
                .flatMap(s -> engine.expression(s, problems).stream())
                .toList();
    }

    Optional<ValueTemplate> value(String key) {
        return map.get(key).map(node -> engine.value(node, problems).orElse(ValueTemplate.broken(node.pos())));
    }

    /** What {@code notify} names. */
    Stream<Notification> notifications() {
        return scalars("notify").stream()
                .map(s -> new Notification(s.text(), engine.value(s, problems).orElse(ValueTemplate.broken(s.pos()))));
    }

    /** A truth value, or a template that gives one. */
    Optional<ValueTemplate> truth(String key) {
        Optional<YamlNode> node = map.get(key);
        if (node.isEmpty()) return Optional.empty();
        if (node.get() instanceof YamlScalar scalar && PlaybookReader.isTemplate(scalar.text())) return value(key);
        return Truth.of(node.get().data())
                .or(() -> wrong(
                        node.get(),
                        key,
                        "is true or false",
                        "write " + key + ": true, an expression, such as " + key + ": ${lenient}, or leave it out"))
                .map(truth -> new ValueTemplate(node.get().pos(), new ValueTemplate.Part.Constant(truth), List.of()));
    }

    /** One that is shown, even of an encrypted file. */
    Optional<ValueTemplate> openValue(String key) {
        return map.get(key).map(node -> engine.value(node.opened(), problems).orElse(ValueTemplate.broken(node.pos())));
    }

    Map<String, ValueTemplate> values(String key) {
        return valuesOf(entries(key));
    }

    /** Of a map that holds nothing else. */
    Map<String, ValueTemplate> valuesOf(YamlMap all) {
        return valuesOf(all.entries());
    }

    private Map<String, ValueTemplate> valuesOf(List<YamlMap.Entry> entries) {
        Map<String, ValueTemplate> values = new LinkedHashMap<>();
        for (YamlMap.Entry entry : entries) {
            checkName(entry.key(), entry.keyPos());
            values.put(
                    entry.key(),
                    engine.value(entry.key(), entry.value(), problems)
                            .orElse(ValueTemplate.broken(entry.value().pos())));
        }
        return values;
    }

    /** Of a variable that is set below the inventory. */
    void checkName(String name, SourcePos pos) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*"))
            problems.error(
                    pos,
                    "\"" + name + "\" is not a name for a variable",
                    "use letters, digits and _, not beginning with a digit");
        KnownVars.checkLate(name, pos, problems);
    }

    /** The keys of a map among them. */
    PlayFields of(YamlMap inner) {
        return new PlayFields(inner, engine, problems);
    }

    /** Of a task, in seconds; 0 lifts one that is inherited. */
    Optional<Integer> timeout() {
        return scalar("timeout").flatMap(given -> {
            if (given.text().matches("[0-9]{1,9}")) return Optional.of(Integer.parseInt(given.text()));
            return wrong(
                    given,
                    "timeout",
                    "is a number of seconds",
                    "write for example timeout: 600, or 0 for none; no template decides here");
        });
    }

    /** Of a task: how many hosts are at it at once. */
    Optional<Integer> throttle() {
        return map.get("throttle")
                .flatMap(node -> RolloutReader.throttle(node, this))
                .map(share -> share.amount().intValue());
    }

    /** Arguments by the actions that they are for, over those from around; of one argument the inner one holds. */
    Map<String, List<YamlMap.Entry>> defaults(Map<String, List<YamlMap.Entry>> around) {
        Map<String, List<YamlMap.Entry>> all = new LinkedHashMap<>(around);
        for (YamlMap.Entry action : entries("module_defaults")) {
            List<YamlMap.Entry> own =
                    entries(action.value(), "what an action is given is a map", "write copy: {owner: root}", problems);
            List<YamlMap.Entry> merged = new ArrayList<>(own);
            all.getOrDefault(AnsibleWords.plain(action.key()), List.of()).stream()
                    .filter(outer -> own.stream().noneMatch(o -> o.key().equals(outer.key())))
                    .forEach(merged::add);
            all.put(AnsibleWords.plain(action.key()), merged);
        }
        return all;
    }

    void problem(SourcePos pos, String message, String remedy) {
        problems.error(pos, message, remedy);
    }

    /** A span of time. */
    Optional<Duration> duration(String key) {
        return scalar(key)
                .flatMap(s -> Durations.of(s.text()).or(() -> wrong(s, key, "is no span of time", Durations.REMEDY)));
    }

    /** A whole number that is not less. */
    Optional<Integer> number(String key, int least) {
        return scalar(key)
                .flatMap(s -> s.value() instanceof Long number && number >= least && number <= Integer.MAX_VALUE
                        ? Optional.of(number.intValue())
                        : wrong(s, key, "is a whole number", "write " + least + " or more"));
    }

    /** Privilege escalation as this map says it. */
    Play.Become become() {
        Optional<BecomeMethod> method = method();
        Optional<String> program = scalar("become_exe").map(s -> program(s, method));
        Optional<String> options = scalar("become_flags").map(s -> options(s, method));
        return new Play.Become(flag("become"), text("become_user"), method, program, options);
    }

    private Optional<BecomeMethod> method() {
        return scalar("become_method").flatMap(s -> {
            Optional<BecomeMethod> method = BecomeMethod.of(s.text());
            return method.isPresent()
                    ? method
                    : wrong(s, "become_method", "cannot be \"" + s.text() + "\"", BecomeMethod.REMEDY);
        });
    }

    /** Where no method is said here, the one of each host decides. */
    private String program(YamlScalar given, Optional<BecomeMethod> method) {
        method.flatMap(m -> m.otherThan(given.text()))
                .ifPresent(m -> wrong(given, "become_exe", "names " + m.word(), "write become_method: " + m.word()));
        return given.text();
    }

    private String options(YamlScalar given, Optional<BecomeMethod> method) {
        List<BecomeMethod> possible = method.map(List::of).orElse(List.of(BecomeMethod.values()));
        List<BecomeMethod.Options.Refused> refused = possible.stream()
                .map(m -> m.options(given.text()))
                .filter(BecomeMethod.Options.Refused.class::isInstance)
                .map(BecomeMethod.Options.Refused.class::cast)
                .toList();
        if (refused.size() == possible.size())
            wrong(
                    given,
                    "become_flags",
                    "cannot be: " + refused.getFirst().problem(),
                    refused.getFirst().remedy());
        return given.text();
    }
}
