package io.drydock.diag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    @Test
    void namesWhatIsNear() {
        List<String> valid = List.of("when", "hosts", "notify", "vars");
        assertEquals("did you mean \"when\"?", Suggestion.didYouMean("wehn", valid));
        assertEquals("did you mean \"hosts\"?", Suggestion.didYouMean("hots", valid));
        assertEquals("did you mean \"notify\"?", Suggestion.didYouMean("Notfiy", valid));
        assertEquals("did you mean \"vars\"?", Suggestion.didYouMean("var", valid));
        assertEquals(
                "did you mean \"web1\" or \"web2\"?", Suggestion.didYouMean("web3", List.of("web2", "web1", "db")));
    }

    @Test
    void listsWhatThereIsWhenNothingIsNear() {
        assertEquals("valid: a, hosts, when", Suggestion.didYouMean("b", List.of("when", "hosts", "a")));
        assertEquals("", Suggestion.didYouMean("b", List.of()));
        List<String> many =
                IntStream.range(0, 100).mapToObj(i -> "host%02d".formatted(i)).toList();
        String listed = Suggestion.didYouMean("nothing", many);
        assertEquals(
                "the nearest of 100 are: host00, host01, host02, host03, host04, host05, host06, host07, host08, host09",
                listed);
        assertEquals(
                "valid: ", Suggestion.didYouMean("nothing", many.subList(0, 40)).substring(0, 7));
        assertEquals("groups: web, db", Suggestion.among("groups", "x", List.of("web", "db")));
        assertEquals(
                "the nearest of 100 are: host77, host07, host17",
                Suggestion.among("groups", "hose77", many).substring(0, 46));
        assertEquals(
                39,
                Suggestion.didYouMean("nothing", many.subList(0, 40))
                        .chars()
                        .filter(c -> c == ',')
                        .count());
    }
}
