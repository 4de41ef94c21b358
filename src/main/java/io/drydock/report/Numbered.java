package io.drydock.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that are written once and named by their numbers, from 0, in the order they were met. */
final class Numbered<T> {
    private final Map<T, Integer> numbers = new LinkedHashMap<>();

    int of(T value) {
        Integer number = numbers.putIfAbsent(value, numbers.size());
        return number == null ? numbers.size() - 1 : number;
    }

    List<T> all() {
        return new ArrayList<>(numbers.keySet());
    }
}
