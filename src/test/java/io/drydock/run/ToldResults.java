package io.drydock.run;

import io.drydock.action.ResultField;
import io.drydock.json.Json;
import io.drydock.remote.Output;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sees what programs print, for the fields of results that they tell. */
final class ToldResults {
    private static final Pattern HEADER = Pattern.compile("(?m)^@[0-9a-f]+ (result|data) [0-9]+ ([0-9]+) ([0-9]+)\n");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    Output seeing(Output out) {
        return new Output() {
            @Override
            public boolean stdout(byte[] data, int length) {
                printed.write(data, 0, length);
                return out.stdout(data, length);
            }

            @Override
            public boolean stderr(byte[] data, int length) {
                return out.stderr(data, length);
            }
        };
    }

    /** As ACTION.FIELD, of each action of the play that has a field of this name. */
    Set<String> of(BoundPlay play) {
        Set<String> told = new TreeSet<>();
        String text = printed.toString(StandardCharsets.ISO_8859_1); // a character for each byte
        for (Matcher at = HEADER.matcher(text); at.find(); ) {
            int end = at.end() + Integer.parseInt(at.group(2));
            String name = text.substring(at.end(), end);
            String value = text.substring(end, end + Integer.parseInt(at.group(3)));
            play.course()
                    .everyTask()
                    .map(BoundTask::action)
                    .forEach(action -> action.results()
                            .map(fields -> fields.get(name))
                            .ifPresent(field -> {
                                told.add(action.name() + "." + name);
                                if (at.group(1).equals("data")) items(action.name() + "." + name, field, value, told);
                            }));
        }
        return told;
    }

    private static void items(String of, ResultField field, String json, Set<String> told) {
        if (field.fields().isEmpty()) return;
        for (Object item : (List<?>) Json.read(json))
            ((Map<?, ?>) item).keySet().forEach(key -> {
                if (!field.fields().containsKey(key)) throw new AssertionError(of + "." + key + " is not declared");
                told.add(of + "." + key);
            });
    }
}
