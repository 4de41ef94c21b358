package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagsTest {
    private static Set<String> set(String words) {
        return words == null ? Set.of() : Arrays.stream(words.split(" ")).collect(Collectors.toSet());
    }

    /** What of --tags and --skip-tags leaves of tasks with the tags a, b, none, always, never and a, always and a, always and never. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                  |                 | a b - always always+a always+never
      all         |                 | a b - always always+a always+never
      a           |                 | a always never+a always+a always+never
      tagged      |                 | a b always always+a always+never
      untagged    |                 | - always always+a always+never
      always      |                 | always always+a always+never
      never       |                 | always never+a always+a always+never
      never all   |                 | a b - always never+a always+a always+never
      tagged untagged |             | a b - always always+a always+never
                  | a               | b - always always+never
                  | tagged          | -
                  | untagged        | a b always always+a always+never
                  | always          | a b -
                  | all             | always always+a always+never
                  | all always      |
                  | never           | a b - always always+a
      a           | a               | always always+never
      a           | always          | a never+a
      """)
    void selectsAsAnsibleDoes(String wanted, String skipped, String expected) {
        Tags tags = new Tags(set(wanted), set(skipped));
        String left = Arrays.stream("a b - always never+a always+a always+never".split(" "))
                .filter(task -> tags.select(task.equals("-") ? Set.of() : Set.of(task.split("\\+"))))
                .collect(Collectors.joining(" "));
        assertEquals(expected == null ? "" : expected, left);
    }
}
