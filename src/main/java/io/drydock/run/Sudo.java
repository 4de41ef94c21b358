package io.drydock.run;

import io.drydock.diag.Secret;
import io.drydock.template.ShellWord;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * sudo for one program, where there is a password for it.
 *
 * @param prompt what sudo asks with: random, so that neither a login shell nor a translation can be taken for it
 * @param ready what the shell behind sudo says first, random too: from then on nothing asks for a password
 * @param host the host it is for
 */
record Sudo(String prompt, String ready, Secret password, PasswordTrial trial, String host) {
    /** sudo-rs puts the prompt it is given between this and more words of its own. */
    static final String RS_PROMPT = "[sudo: ";

    private static final SecureRandom RANDOM = new SecureRandom();

    static Sudo with(Secret password, PasswordTrial trial, String host) {
        return new Sudo("drydock-" + random() + ":", "drydock-" + random(), password, trial, host);
    }

    private static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The words before a command to run as {@code user}. sudo's own language is English, so that {@link #explain} reads it. */
    String words(String user) throws ProgramFailure {
        return "env LC_ALL=C sudo -H -S -p " + prompt + " -u " + word(user) + " ";
    }

    static String withoutPassword(String user) throws ProgramFailure {
        return "env LC_ALL=C sudo -H -n -u " + word(user) + " ";
    }

    private static String word(String user) throws ProgramFailure {
        return ShellWord.inEveryShell(user)
                .filter(_ -> !user.isEmpty())
                .orElseThrow(() -> new ProgramFailure("no user to become can have the name \"" + user
                        + "\"; check ansible_become_user and become_user"));
    }

    private record Meaning(String said, String means) {}

    /** What sudo, sudo-rs and PAM say in English, and what that means. The order matters: what is more exact comes first. */
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning("in the sudoers file", "sudo does not allow it: the user is not in sudoers"),
            new Meaning("not allowed to", "sudo does not allow it: see sudo -l on the host"),
            new Meaning("may not run sudo", "sudo does not allow it: see sudo -l on the host"),
            new Meaning("I'm sorry", "sudo does not allow it: see sudo -l on the host"),
            new Meaning("must have a tty", "sudo needs a terminal there: take requiretty out of its sudoers"),
            new Meaning("expired", "the account or its password has expired; log in there and renew it"),
            new Meaning("account validation failure", "the account is not valid there: it has expired or is locked"),
            new Meaning("locked", "the account is locked there"),
            new Meaning("unknown user", "the user to become does not exist there"),
            new Meaning("user not found", "the user to become does not exist there"),
            new Meaning(
                    "password is required",
                    "sudo wants a password; give it with --ask-become-pass, --become-password-file or ansible_become_password"),
            new Meaning(
                    "no password was provided",
                    "sudo wants a password; give it with --ask-become-pass, --become-password-file or ansible_become_password"),
            new Meaning(
                    "interactive authentication is required",
                    "sudo wants a password; give it with --ask-become-pass, --become-password-file or ansible_become_password"),
            new Meaning("incorrect", "sudo does not accept the password"),
            new Meaning("try again", "sudo does not accept the password"),
            new Meaning("uthentication failed", "sudo does not accept the password"));

    /** Why sudo did not run anything, by its own words; empty when they tell of nothing that is known. */
    static Optional<String> explain(String said, int status) {
        if (status == 127) return Optional.of("sudo is not installed there, or not on the user's PATH");
        return MEANINGS.stream()
                .filter(m -> said.contains(m.said()))
                .map(Meaning::means)
                .findFirst();
    }

    /** What PAM has to say of a refused password; sudo's own lines say no more than that it was refused. */
    static String besidesItsOwn(String said) {
        return said.lines()
                .filter(l ->
                        !l.isBlank() && !l.startsWith("sudo") && !l.startsWith(RS_PROMPT) && !l.startsWith("Sorry"))
                .collect(Collectors.joining("\n"));
    }
}
