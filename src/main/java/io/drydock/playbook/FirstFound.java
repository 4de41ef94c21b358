package io.drydock.playbook;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of files of which the first one that is there is meant, as {@code with_first_found} has them.
 *
 * @param paths folders in which they are looked for; empty: the usual ones
 * @param skip whether it is no failure where none is there
 */
record FirstFound(List<YamlScalar> names, List<String> paths, boolean skip) {
    static final String KEY = "with_first_found";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*(\\w+)\\s*}");

    FirstFound {
        names = List.copyOf(names);
        paths = List.copyOf(paths);
    }

    /** One that must be there. */
    static FirstFound of(YamlScalar name) {
        return new FirstFound(List.of(name), List.of(), false);
    }

    SourcePos pos() {
        return names.getFirst().pos();
    }

    /** A task that fails, and says what was looked for. */
    YamlMap failure() {
        String looked = Suggestion.listed(names.stream()
                .map(name -> name.text().replace("${", "<").replace("}", ">"))
                .toList());
        YamlMap.Entry msg =
                new YamlMap.Entry("msg", pos(), YamlScalar.of("there is none of the files: " + looked, pos()));
        return new YamlMap(pos(), List.of(new YamlMap.Entry("fail", pos(), new YamlMap(pos(), List.of(msg)))));
    }

    /** Of a task; empty where it has none, or what is wrong with it has been reported. */
    static Optional<FirstFound> of(YamlMap task, Diagnostics problems) {
        Optional<YamlNode> node = task.get(KEY).map(given -> written(given, task));
        if (node.isEmpty()) return Optional.empty();
        List<YamlScalar> names = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        boolean skip = false;
        for (YamlNode item : node.get() instanceof YamlList list ? list.items() : List.of(node.get())) {
            switch (item) {
                case YamlScalar name -> names.add(name);
                case YamlMap map -> {
                    names.addAll(scalars(map.get("files")));
                    scalars(map.get("paths")).forEach(path -> paths.add(path.text()));
                    skip |= map.get("skip")
                            .filter(n -> Boolean.TRUE.equals(n.data()))
                            .isPresent();
                }
                case YamlList list -> names.addAll(scalars(Optional.of(list)));
            }
        }
        if (names.isEmpty()) {
            problems.error(
                    node.get().pos(),
                    KEY + " names no file",
                    "write " + KEY + ": [\"${facts.os.id}.yml\", default.yml]");
            return Optional.empty();
        }
        return Optional.of(new FirstFound(names, paths, skip));
    }

    /** What stands in the task's own variables, where it names one of them. */
    private static YamlNode written(YamlNode given, YamlMap task) {
        if (!(given instanceof YamlScalar scalar)) return given;
        Matcher variable = VARIABLE.matcher(scalar.text().strip());
        return variable.matches()
                ? task.get("vars")
                        .filter(YamlMap.class::isInstance)
                        .flatMap(vars -> ((YamlMap) vars).get(variable.group(1)))
                        .orElse(given)
                : given;
    }

    private static List<YamlScalar> scalars(Optional<YamlNode> node) {
        List<YamlScalar> scalars = new ArrayList<>();
        node.ifPresent(n -> {
            for (YamlNode item : n instanceof YamlList list ? list.items() : List.of(n))
                if (item instanceof YamlScalar scalar) scalars.add(scalar);
        });
        return scalars;
    }
}
