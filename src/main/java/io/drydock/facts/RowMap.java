package io.drydock.facts;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A long table of a host as a map: lines of columns with tabs between them, the first of which is the key. A host has thousands of packages, and a fleet
 * thousands of hosts, so it stays the text that it is; what is asked for is made when it is.
 */
final class RowMap extends AbstractMap<String, Object> {
    private final String text;
    private final Function<List<String[]>, Object> value;

    /** @param value makes a value of the lines of one key, of which there is at least one */
    RowMap(String text, Function<List<String[]>, Object> value) {
        this.text = "\n" + text + "\n";
        this.value = value;
    }

    /** Empty where the row has not so many. */
    static String column(String[] row, int number) {
        return number < row.length ? row[number] : "";
    }

    @Override
    public @Nullable Object get(Object key) {
        List<String[]> rows = new ArrayList<>();
        String start = "\n" + key + "\t";
        if (key instanceof String name && name.indexOf('\n') < 0 && name.indexOf('\t') < 0)
            for (int at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) rows.add(row(at + 1));
        return rows.isEmpty() ? null : value.apply(rows);
    }

    private String[] row(int from) {
        return text.substring(from, text.indexOf('\n', from)).split("\t", -1);
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, List<String[]>> rows = new LinkedHashMap<>();
        text.lines()
                .filter(line -> line.indexOf('\t') > 0)
                .map(line -> line.split("\t", -1))
                .forEach(row ->
                        rows.computeIfAbsent(row[0], _ -> new ArrayList<>()).add(row));
        Map<String, Object> all = new LinkedHashMap<>();
        rows.forEach((name, of) -> all.put(name, value.apply(of)));
        return all.entrySet();
    }
}
