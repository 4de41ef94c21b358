package io.drydock.inventory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The programs by which Drydock becomes another user, and what of their options it leaves to its users. */
public enum BecomeMethod {
    SUDO(
            Set.of("-n", "-S", "-H", "--non-interactive", "--stdin", "--set-home"),
            Set.of("-E", "-k", "-P", "--preserve-env", "--reset-timestamp", "--preserve-groups"),
            Set.of("-g", "-r", "-t", "--group", "--role", "--type")),
    SU(
            Set.of("-s", "--shell"),
            Set.of("-", "-l", "-m", "-p", "--login", "--preserve-environment"),
            Set.of("-g", "-G", "--group", "--supp-group")),
    DOAS(Set.of("-n"), Set.of(), Set.of("-a"));

    /** What to write where a word is none of them. */
    public static final String REMEDY = "write sudo, su or doas, whichever the host has, or log in as root";

    /** What Drydock does in its own way whether it is said or not. */
    private final Set<String> own;

    private final Set<String> passed;
    private final Set<String> passedWithValue;

    BecomeMethod(Set<String> own, Set<String> passed, Set<String> passedWithValue) {
        this.own = own;
        this.passed = passed;
        this.passedWithValue = passedWithValue;
    }

    /** The program's name, which is how people and inventories call the method. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its name, also as Ansible writes it with a collection before: {@code community.general.doas}. */
    public static Optional<BecomeMethod> of(String text) {
        String plain = text.substring(text.lastIndexOf('.') + 1);
        return Arrays.stream(values()).filter(m -> m.word().equals(plain)).findFirst();
    }

    /** The words of its options that Drydock hands on, or what is wrong with them. */
    public sealed interface Options {
        record Understood(List<String> words) implements Options {
            public Understood {
                words = List.copyOf(words);
            }
        }

        record Refused(String problem, String remedy) implements Options {}
    }

    /** Reads options as people write them: {@code -H -E}, {@code -HE}, {@code -g wheel}, {@code --group=wheel}. */
    public Options options(String text) {
        List<String> words = new ArrayList<>();
        List<String> given = words(text).stream().flatMap(this::single).toList();
        for (int i = 0; i < given.size(); i++) {
            String option = given.get(i).startsWith("--") ? given.get(i).replaceFirst("=.*", "") : given.get(i);
            boolean isWhole = !option.equals(given.get(i));
            if (passed.contains(option)) {
                words.add(given.get(i));
            } else if (passedWithValue.contains(option) && (isWhole || i + 1 < given.size())) {
                words.add(given.get(i));
                if (!isWhole) words.add(given.get(++i));
            } else if (own.contains(option)) {
                if (this == SU && !isWhole) i++; // the shell's name
            } else {
                return new Options.Refused(word() + " is not called with " + given.get(i), remedy(option));
            }
        }
        return new Options.Understood(words);
    }

    /** Without regard to quotes: none of the options takes a value with a space. */
    public static List<String> words(String text) {
        return Stream.of(text.strip().split("\\s+")).filter(w -> !w.isEmpty()).toList();
    }

    /** {@code -HE} as -H and -E, {@code -gwheel} as -g and its value. */
    private Stream<String> single(String word) {
        if (!word.matches("-[A-Za-z].+")) return Stream.of(word);
        String first = word.substring(0, 2);
        if (passedWithValue.contains(first) || this == SU && first.equals("-s"))
            return Stream.of(first, word.substring(2));
        return Stream.concat(Stream.of(first), single("-" + word.substring(2)));
    }

    private String remedy(String option) {
        if (option.equals("-u") || option.equals("--user")) return "write become_user: NAME";
        // sudo hands its arguments to the login shell with every $ of theirs to be replaced there.
        if (this == SUDO && (option.equals("-i") || option.equals("--login")))
            return "leave it out; for a login's environment write become_method: su, become_exe: sudo su and become_flags: \"-\"";
        String understood = Stream.of(own, passed, passedWithValue)
                .flatMap(Set::stream)
                .filter(o -> !o.startsWith("--"))
                .sorted()
                .collect(Collectors.joining(" "));
        return "leave it out; of its options these may be given: " + understood;
    }

    /** The method that a program's name is of, where that is another one. */
    public Optional<BecomeMethod> otherThan(String program) {
        List<String> words = words(program);
        return words.size() == 1
                ? of(words.getFirst().replaceFirst(".*/", "")).filter(m -> m != this)
                : Optional.empty();
    }
}
