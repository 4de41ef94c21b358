package io.drydock.run;

import io.drydock.diag.Masking;
import io.drydock.diag.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes text that came from a host fit to be shown: known secrets masked, control characters removed. Knows more with every program
 * that is run. Confined to the host's thread.
 */
final class Redactor {
    private final Masking masking;

    private Redactor(Masking masking) {
        this.masking = masking;
    }

    /** Masks what the host is reached with, what its variables hold, and {@code more}. */
    static Redactor of(Access access, Collection<Secret> more) {
        Redactor redactor = new Redactor(new Masking());
        Stream.of(access.target().password(), access.target().passphrase())
                .flatMap(Optional::stream)
                .forEach(redactor::learn);
        access.ways().all().forEach(way -> way.password().ifPresent(redactor::learn));
        redactor.learn(access.secrets());
        redactor.learn(more);
        return redactor;
    }

    /** Another one that masks the same, and may learn more. */
    Redactor copy() {
        return new Redactor(new Masking(masking));
    }

    /** Masks the secrets in plain data from now on. */
    void learn(@Nullable Object data) {
        masking.addAll(data);
    }

    /** Masks from now on what another one masks. */
    void learn(Redactor other) {
        masking.addAll(other.masking);
    }

    String clean(String text) {
        return masking.apply(plain(text));
    }

    /** Masks only: of a text without secrets, control characters stay. */
    String mask(String text) {
        String clean = clean(text);
        return clean.equals(plain(text)) ? text : clean;
    }

    /** Without the control characters that would keep a secret from being recognized. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** The same for a diff: where the new text of a change holds a secret, the old one held another, which is as little to be seen. */
    String cleanDiff(String diff) {
        List<String> shown = new ArrayList<>();
        List<String> change = new ArrayList<>();
        for (String line : clean(diff).split("\n", -1)) {
            if (!isOfChange(line)) flush(change, shown);
            (isOfChange(line) ? change : shown).add(line);
        }
        flush(change, shown);
        return String.join("\n", shown);
    }

    private static boolean isOfChange(String line) {
        return line.startsWith("+") || line.startsWith("-") || line.equals(Masking.WITHHELD);
    }

    private static void flush(List<String> change, List<String> shown) {
        boolean hidden = change.stream().anyMatch(l -> !l.startsWith("-") && isMasked(l));
        change.forEach(l -> shown.add(hidden && l.startsWith("-") ? "-" + Secret.MASK : l));
        change.clear();
    }

    private static boolean isMasked(String text) {
        return text.contains(Secret.MASK) || text.contains(Masking.WITHHELD);
    }

    /** Whether a text holds a secret. */
    boolean hides(String text) {
        return isMasked(text) || masking.finds(text);
    }
}
