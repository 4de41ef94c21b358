package io.drydock.run;

import io.drydock.inventory.BecomeMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a method ran nothing, by what it says in English. The order matters: what is more exact comes first. */
enum BecomeRefusal {
    NOT_INSTALLED("%s is not installed there, or not on the user's PATH"),
    TERMINAL(
            "%s needs a terminal there, and sshd gives none: allow PermitTTY in its sshd_config, and no-pty in no authorized_keys",
            "must have a tty", "must be run from a terminal", "a tty is required", "a terminal is required to read"),
    NOT_LISTED("%s does not allow it: the user is not in sudoers", "in the sudoers file"),
    NOT_SUDO(
            "%s does not allow it: see sudo -l on the host",
            BecomeMethod.SUDO, "not allowed to", "may not run sudo", "I'm sorry"),
    NOT_DOAS("%s does not allow it: no rule of its doas.conf permits it", BecomeMethod.DOAS, "Operation not permitted"),
    NOT_SU(
            "%s does not allow it: the user has to be in a certain group there, such as wheel",
            BecomeMethod.SU, "Permission denied", "not authorized to su"),
    NO_RULES("%s is not set up there: write its doas.conf", BecomeMethod.DOAS, "doas is not enabled"),
    NOT_SETUID(
            "%s has no right there to become anybody: its file needs its set-user-ID bit, and a file system without nosuid",
            "not installed setuid", "must be suid", "effective uid is not 0", "must be setuid", "owned by uid 0"),
    NO_PRIVILEGES("%s cannot work there: sshd or its service sets no_new_privs", "no new privileges"),
    EXPIRED(
            "the account or its password has expired there; log in and renew it",
            "expired",
            "no longer valid",
            "required to change your password",
            "token manipulation error"),
    NOT_VALID("the account is not valid there: it has expired or is locked", "account validation failure"),
    LOCKED("the account is locked there", "locked"),
    NO_USER(
            "the user to become does not exist there",
            "unknown user",
            "user not found",
            "does not exist",
            "No passwd entry",
            "User not known"),
    NO_LOGIN("the user to become has no shell there that runs commands", "currently not available"),
    NEEDS_PASSWORD(
            "%s wants a password; give it with --ask-become-pass, --become-password-file or ansible_become_password",
            "password is required",
            "no password was provided",
            "interactive authentication is required",
            "Authentication required"),
    WRONG_PASSWORD(
            "%s does not accept the password",
            "incorrect",
            "try again",
            "uthentication failed",
            "uthentication failure",
            "uthorization failed",
            "maximum number of retries");

    private final String means;
    private final Set<BecomeMethod> methods;
    private final List<String> said;

    BecomeRefusal(String means, String... said) {
        this(means, Set.of(BecomeMethod.values()), said);
    }

    BecomeRefusal(String means, BecomeMethod only, String... said) {
        this(means, Set.of(only), said);
    }

    BecomeRefusal(String means, Set<BecomeMethod> methods, String... said) {
        this.means = means;
        this.methods = methods;
        this.said = List.of(said);
    }

    /** Empty when its words tell of nothing that is known. */
    static Optional<BecomeRefusal> of(BecomeMethod method, String words) {
        return Arrays.stream(values())
                .filter(r -> r.methods.contains(method) && r.said.stream().anyMatch(words::contains))
                .findFirst();
    }

    String means(BecomeMethod method) {
        return means(method.word());
    }

    /** The same of a program that is called in the method's place. */
    String means(String program) {
        return means.formatted(program);
    }
}
