package io.drydock.sshconfig;

import java.util.Locale;

/** The patterns of ssh_config(5), in which {@code *} stands for any text and {@code ?} for one character. */
final class WildcardPattern {
    /** What a list of patterns, of which some are negated by {@code !}, says of a text. */
    enum Answer {
        YES,
        NO,
        /** A negated pattern fits, which outweighs all others. */
        REFUSED
    }

    private WildcardPattern() {}

    static boolean matches(String text, String pattern) {
        int at = 0;
        int star = -1;
        int resume = 0;
        int i = 0;
        while (i < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = i;
            } else if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') at++;
        return at == pattern.length();
    }

    /** A list that is separated by commas. */
    static Answer inList(String text, String list) {
        Answer answer = Answer.NO;
        for (String pattern : list.split(",", -1)) {
            boolean negated = pattern.startsWith("!");
            if (!matches(text, negated ? pattern.substring(1) : pattern)) continue;
            if (negated) return Answer.REFUSED;
            answer = Answer.YES;
        }
        return answer;
    }

    /** The same for names of hosts, whose case does not count. */
    static Answer hostInList(String host, String list) {
        return inList(host.toLowerCase(Locale.ROOT), list.toLowerCase(Locale.ROOT));
    }
}
