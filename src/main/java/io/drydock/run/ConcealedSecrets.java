package io.drydock.run;

import io.drydock.diag.Secret;
import io.drydock.template.ShellWord;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Secrets that must not lie on a host in what a program has told. There, and in nothing else, a reference stands for each: the program's marker,
 * the secret's number and a semicolon.
 *
 * @param texts the longest first
 */
record ConcealedSecrets(List<String> texts) {
    private static final int SHORTEST = 3; // characters; where shorter ones are left out of a text, the rest tells them

    static final ConcealedSecrets NONE = new ConcealedSecrets(List.of());

    /** Also each line of a secret that has several, for output and differences are told by lines. */
    static ConcealedSecrets of(List<Secret> secrets) {
        return new ConcealedSecrets(secrets.stream()
                .flatMap(s -> s.parts().stream())
                .flatMap(part -> Stream.concat(Stream.of(part), part.lines()))
                .filter(text -> text.length() >= SHORTEST && !text.isBlank())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList());
    }

    /** The shell function that puts the references in, and has it called. */
    String function() {
        if (texts.isEmpty()) return "";
        StringBuilder text = new StringBuilder("hide() {\n");
        for (int i = 0; i < texts.size(); i++)
            text.append("conceal ")
                    .append(i)
                    .append(' ')
                    .append(ShellWord.quoted(texts.get(i)))
                    .append('\n');
        return text.append("}\nHIDE=hide\n").toString();
    }

    /** The text with its secrets. The last that was put in is taken out first, for it may stand in another one's reference. */
    String revealed(String text, String marker) {
        String revealed = text;
        if (text.contains(marker))
            for (int i = texts.size() - 1; i >= 0; i--)
                revealed = revealed.replace(marker + "." + i + ";", texts.get(i));
        return revealed;
    }
}
