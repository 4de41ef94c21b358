package io.drydock.playbook;

import io.drydock.ansible.AnsibleWords;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Suggestion;
import io.drydock.yaml.Fields;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads which variables a play asks for. */
final class VarsPromptReader {
    static final String KEY = "vars_prompt";
    static final Set<String> KEYS = Set.of("name", "prompt", "default", "private", "confirm", "unsafe");

    private final PlayFields play;
    private final Diagnostics problems;

    VarsPromptReader(PlayFields play, Diagnostics problems) {
        this.play = play;
        this.problems = problems;
    }

    /** Without those whose name cannot be told, which has been reported. */
    List<VarsPrompt> read() {
        List<VarsPrompt> prompts = new ArrayList<>();
        for (YamlNode item : play.items(KEY)) {
            if (item instanceof YamlMap map) prompt(map).ifPresent(prompts::add);
            else
                problems.error(
                        item.pos(),
                        "what is asked for is a map with a name and a prompt",
                        "write - {name: release, prompt: Which release}");
        }
        return prompts;
    }

    private Optional<VarsPrompt> prompt(YamlMap map) {
        Fields fields = new Fields(map, problems);
        map.entries().stream().filter(e -> !KEYS.contains(e.key())).forEach(this::unknown);
        boolean isPrivate = fields.flag("private").orElse(true);
        boolean confirm = fields.flag("confirm").orElse(false);
        fields.flag("unsafe"); // an answer is never read as a template
        Optional<String> otherwise =
                map.get("default").filter(n -> n.data() != null).flatMap(_ -> text(fields, "default"));
        Optional<String> text = map.get("prompt").flatMap(_ -> text(fields, "prompt"));
        Optional<YamlScalar> name = map.get("name").flatMap(_ -> fields.scalar("name"));
        if (map.get("name").isEmpty())
            problems.error(
                    map.pos(), "what is asked for has no name", "add name: with the variable that gets the answer");
        name.ifPresent(n -> play.checkName(n.text(), n.pos()));
        return name.map(YamlScalar::text)
                .map(n -> new VarsPrompt(map.pos(), n, text.orElse(n), otherwise, isPrivate, confirm));
    }

    private Optional<String> text(Fields fields, String key) {
        Optional<YamlScalar> given = fields.scalar(key);
        if (given.filter(s -> PlaybookReader.isTemplate(s.text())).isPresent())
            return fields.wrong(given.get(), key, "is needed before any variable has a value", "write the text itself");
        return given.map(YamlScalar::text);
    }

    private void unknown(YamlMap.Entry entry) {
        String remedy = AnsibleWords.remedy(AnsibleWords.Place.VARS_PROMPT, entry.key())
                .orElseGet(() -> Suggestion.didYouMean(entry.key(), KEYS));
        Fields.unknown(entry, KEY, remedy, problems);
    }
}
