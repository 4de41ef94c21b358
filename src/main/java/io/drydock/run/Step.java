package io.drydock.run;

import java.util.Map;

/**
 * One check-and-apply of a program: a task, or one item of its loop.
 *
 * @param id its number in the events; unique within a host's part of a play
 * @param name as reports show it
 * @param variables what the host's variables become once this step is ok; of {@code sets_variables} actions
 */
record Step(int id, String name, BoundTask task, boolean handler, Map<String, Object> variables) {}
