package io.drydock.run;

/** What a host sends and no program of ours can have said there. It ends the work on the host, which has then failed. */
final class BadAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;

    BadAnswer(String what) {
        this.what = what;
    }

    @Override
    public String getMessage() {
        return "the host answered what no program of Drydock says: " + what;
    }

    /** A number of an event that is at least 0. */
    static long number(String text) {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9'))
            throw new BadAnswer("a number is missing");
        return Long.parseLong(digits);
    }
}
