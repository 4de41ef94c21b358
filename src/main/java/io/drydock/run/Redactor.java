package io.drydock.run;

import io.drydock.diag.Secret;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes text that came from a host fit to be shown: known secrets masked, control characters removed. */
final class Redactor {
  private static final int SHORTEST = 3; // masking shorter texts would only make everything unreadable

  private final List<String> secrets;

  Redactor(Collection<Secret> secrets) {
    this.secrets = secrets.stream().map(Secret::reveal).filter(s -> s.length() >= SHORTEST).distinct()
        .sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** Masks what the host is reached with, and {@code more}. */
  static Redactor of(Access access, Collection<Secret> more) {
    Stream<Secret> reached = Stream.of(access.becomePassword(), access.target().password(), access.target().passphrase()).flatMap(Optional::stream);
    return new Redactor(Stream.concat(reached, more.stream()).toList());
  }

  String clean(String text) {
    String clean = text;
    for (String secret : secrets) clean = clean.replace(secret, Secret.MASK);
    StringBuilder shown = new StringBuilder(clean.length());
    clean.codePoints().filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c)).forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
