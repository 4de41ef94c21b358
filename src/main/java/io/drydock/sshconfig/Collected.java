package io.drydock.sshconfig;

import io.drydock.diag.SourcePos;
import io.drydock.sshconfig.KnownOption.Obeyed;
import io.drydock.sshconfig.KnownOption.Told;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has been said of a host so far. Of most options the first value holds. */
final class Collected {
    private static final String NONE = "none";

    private final Map<Keyword, List<Setting>> settings = new EnumMap<>(Keyword.class);
    private final Map<String, Directive.Option> told = new LinkedHashMap<>();
    private final Set<Keyword> closed = EnumSet.noneOf(Keyword.class);

    void add(Directive.Option line) {
        switch (line.option().role()) {
            case Obeyed(Keyword keyword) -> add(keyword, line);
            case Told _ -> told.putIfAbsent(line.option().spelling(), line);
            case KnownOption.Block _, KnownOption.Harmless _, KnownOption.Refusal _ -> {}
        }
    }

    /** Whether the line, where it holds, makes a difference. */
    boolean wouldTake(Directive.Option line) {
        return switch (line.option().role()) {
            case Obeyed(Keyword keyword) -> isOpen(keyword);
            case Told _, KnownOption.Refusal _ -> true;
            case KnownOption.Block _, KnownOption.Harmless _ -> false;
        };
    }

    private void add(Keyword keyword, Directive.Option line) {
        boolean silent = line.values().isEmpty()
                || line.option().form() == ValueForm.TIME && line.values().contains(NONE);
        if (silent || !isOpen(keyword)) return;
        List<Setting> values = settings.computeIfAbsent(keyword, _ -> new ArrayList<>());
        for (String value : line.values()) {
            boolean known = keyword.accumulates()
                    && values.stream().anyMatch(s -> s.value().equals(value));
            if (!known) values.add(new Setting(value, line.pos()));
        }
    }

    /** Whether another value still has a say. */
    private boolean isOpen(Keyword keyword) {
        boolean said = !keyword.accumulates() && settings.containsKey(keyword);
        return !said && !closed.contains(keyword) && !isBeaten(keyword);
    }

    /** Of ProxyJump and ProxyCommand the first holds, too. */
    private boolean isBeaten(Keyword keyword) {
        return switch (keyword) {
            case PROXY_JUMP -> settings.containsKey(Keyword.PROXY_COMMAND);
            case PROXY_COMMAND -> settings.containsKey(Keyword.PROXY_JUMP);
            default -> false;
        };
    }

    Optional<String> value(Keyword keyword) {
        return Optional.ofNullable(settings.get(keyword))
                .map(list -> list.getFirst().value());
    }

    Optional<SourcePos> origin(Keyword keyword) {
        return Optional.ofNullable(settings.get(keyword))
                .map(list -> list.getFirst().origin());
    }

    /** What says nothing of them yet will have nothing to say. */
    void close(Keyword... keywords) {
        closed.addAll(List.of(keywords));
    }

    /** Takes the place of what was said. */
    void replace(Keyword keyword, Setting setting) {
        settings.put(keyword, new ArrayList<>(List.of(setting)));
    }

    /** The same, where {@code none} is as good as nothing. */
    Optional<String> unlessNone(Keyword keyword) {
        return value(keyword).filter(v -> !v.equalsIgnoreCase(NONE));
    }

    boolean yes(Keyword keyword, boolean otherwise) {
        return value(keyword).map("yes"::equals).orElse(otherwise);
    }

    int number(Keyword keyword, int otherwise) {
        return value(keyword).map(Integer::parseInt).orElse(otherwise);
    }

    List<String> values(Keyword keyword) {
        return settings.getOrDefault(keyword, List.of()).stream()
                .map(Setting::value)
                .toList();
    }

    Map<Keyword, List<Setting>> settings() {
        return settings;
    }

    /** The options that are not obeyed, of each the line that would hold. */
    List<Directive.Option> told() {
        return List.copyOf(told.values());
    }
}
