package io.drydock.run;

import io.drydock.inventory.BecomeMethod;
import io.drydock.remote.Exit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why nobody was become, by what came before the shell of the new user has answered.
 *
 * @param out of the method's program and of the login shell before it
 * @param err likewise
 */
record BecomeFailure(Escalation escalation, Heard out, Heard err) {
    private BecomeMethod method() {
        return escalation.become().method();
    }

    private Optional<BecomeRefusal> known() {
        return BecomeRefusal.of(method(), said());
    }

    private boolean is(BecomeRefusal refusal) {
        return known().equals(Optional.of(refusal));
    }

    boolean isForWantOfTerminal() {
        return is(BecomeRefusal.TERMINAL);
    }

    boolean isOfPassword() {
        return is(BecomeRefusal.WRONG_PASSWORD) && !isMissing();
    }

    /** @param question what was asked last */
    String why(BecomeDialog.Stage stage, String question, Exit exit) {
        return switch (stage) {
            case HELD_BACK ->
                method().word() + "'s password was not sent here, because "
                        + escalation.access().trial().refusedBy() + " does not accept it";
            case REFUSED ->
                BecomeRefusal.WRONG_PASSWORD.means(method()) + ", which was tried once" + words(besidesItsOwn());
            case NO_PASSWORD -> BecomeRefusal.NEEDS_PASSWORD.means(method());
            case ASKED_MORE ->
                is(BecomeRefusal.EXPIRED)
                        ? BecomeRefusal.EXPIRED.means(method())
                        : method().word() + " asks there for what is no password: \"" + question + "\"";
            case WAITING -> unasked(exit);
            case SENT, READY -> ended(exit);
        };
    }

    private String unasked(Exit exit) {
        boolean cannotAsk = isOfPassword() && escalation.terminal(); // doas
        return cannotAsk ? BecomeRefusal.TERMINAL.means(method()) + words(said()) : ended(exit);
    }

    private String ended(Exit exit) {
        if (isMissing()) return notInstalled();
        Optional<BecomeRefusal> known = known();
        if (!hasBegun() && is(BecomeRefusal.EXPIRED)) // sshd's word before it runs anything
        return BecomeRefusal.EXPIRED.means(method()) + words(said());
        if (!hasBegun() || known.isEmpty())
            return "the program could not be started, it ended " + ProgramRun.ending(exit)
                    + (said().isEmpty() ? ProgramRun.NOTHING_SAID : words(said()));
        return known.get().means(method()) + words(said());
    }

    private boolean isMissing() {
        return out.find(escalation.none()) >= 0;
    }

    private String notInstalled() {
        String told = new String(out.after(out.find(escalation.none())), StandardCharsets.UTF_8);
        List<String> there = List.of(told.lines().findFirst().orElse("").strip().split("\\s+"));
        String called = escalation.become().program().getFirst();
        String others = String.join(" and ", there.subList(1, there.size()));
        return BecomeRefusal.NOT_INSTALLED.means(
                        called.equals(method().word()) ? called : called + ", which become_exe names,")
                + (others.isEmpty()
                        ? ""
                        : "; there is " + others + ": --become-method or ansible_become_method names it");
    }

    /** For somebody who has not answered in this time. */
    String silence(Duration patience) {
        String waits = hasBegun()
                ? method().word() + " did not answer within " + patience.toSeconds() + " s"
                : "the login shell has not come to its command within " + patience.toSeconds()
                        + " s: look at what its start-up files wait for";
        return waits + words(said());
    }

    private boolean hasBegun() {
        return out.hasBegun() || err.hasBegun();
    }

    private static String words(String said) {
        return said.isEmpty() ? "" : "; it said: " + said;
    }

    /** What PAM has to say of a refused password; sudo's own lines say no more than that it was refused. */
    private String besidesItsOwn() {
        return said().lines()
                .filter(l -> !l.isBlank()
                        && !l.startsWith(method().word())
                        && !l.startsWith(Escalation.RS_PROMPT)
                        && !l.startsWith("Sorry"))
                .collect(Collectors.joining("\n"));
    }

    /** What came before the answer, of either stream. */
    private String said() {
        return (out + "\n" + err)
                .lines()
                .flatMap(this::withoutOurs)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /** A line with our own words is an echo of them, but sudo quotes the command that it refuses. */
    private Stream<String> withoutOurs(String line) {
        if (!line.contains(escalation.token())) return Stream.of(line);
        return BecomeRefusal.of(method(), line).stream()
                .map(_ -> line.replaceFirst("['`].*", "").strip() + " this");
    }
}
