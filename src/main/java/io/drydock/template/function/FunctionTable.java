package io.drydock.template.function;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All functions, in the sections of docs/functions.md. */
public final class FunctionTable {
    /** Functions of one kind. */
    public record Section(String title, List<TemplateFunction> functions) {
        public Section {
            functions = List.copyOf(functions);
        }
    }

    public static final List<Section> SECTIONS = List.of(
            new Section("Values", ValueFunctions.ALL),
            new Section("Numbers and sizes", NumberFunctions.ALL),
            new Section("Lists", ListFunctions.ALL),
            new Section("Maps", MapFunctions.ALL),
            new Section("Texts", TextFunctions.ALL),
            new Section("Regular expressions", RegexpFunctions.ALL),
            new Section("JSON and YAML", DataFunctions.ALL),
            new Section("Encodings and hashes", HashFunctions.ALL),
            new Section("Paths", PathFunctions.ALL),
            new Section("Addresses", AddressFunctions.ALL),
            new Section("Times", TimeFunctions.ALL),
            new Section("The host", HostFunctions.ALL),
            new Section("This machine", LookupFunctions.ALL));

    private static final Map<String, TemplateFunction> BY_NAME = byName();

    private FunctionTable() {}

    private static Map<String, TemplateFunction> byName() {
        Map<String, TemplateFunction> all = new LinkedHashMap<>();
        for (Section section : SECTIONS)
            for (TemplateFunction function : section.functions())
                if (all.put(function.name(), function) != null) throw new IllegalStateException(function.name());
        return all;
    }

    public static Optional<TemplateFunction> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The names of all, for suggestions. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }
}
