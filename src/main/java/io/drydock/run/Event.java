package io.drydock.run;

import java.util.List;

/** One event of a program: its kind, the step it belongs to (0: the program itself) and its texts, as templates/runtime.sh sends them. */
record Event(String kind, int step, List<String> texts) {
    Event {
        texts = List.copyOf(texts);
    }

    /** Empty when there are fewer texts. */
    String text(int index) {
        return index < texts.size() ? texts.get(index) : "";
    }
}
