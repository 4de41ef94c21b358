package freemarker.core;

import freemarker.core.BuiltInsForStringsRegexp.RegexMatchModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateMethodModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateScalarModel;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * FreeMarker's built-ins that take regular expressions, with a limit on their work: a text that a host chose can make an innocent
 * one search for years, or deeper than the stack. Before such a built-in does its work, the same search is tried on the text with
 * every look at a character counted. FreeMarker lets its built-ins be replaced from its own package only.
 */
public final class BoundedRegexps {
    /** Looks at characters that all regular expressions of one evaluation may take: about a tenth of a second. */
    private static final int STEPS = 20_000_000;

    private static final Object SPENT = new Object();

    private BoundedRegexps() {}

    /** Replaces the built-ins, for all templates that are parsed from then on. */
    public static void install() {
        replace("matches", "matches", new Matches());
        replace("replace", "replace", new BuiltInsForStringsRegexp.replace_reBI() {
            @Override
            TemplateModel calculateResult(String text, Environment environment) throws TemplateModelException {
                return new Use(text, environment, 2, "", Search.ALL).bounded(super.calculateResult(text, environment));
            }
        });
        replace("split", "split", new BuiltInsForStringsBasic.split_BI() {
            @Override
            TemplateModel calculateResult(String text, Environment environment) throws TemplateModelException {
                return new Use(text, environment, 1, "", Search.ALL).bounded(super.calculateResult(text, environment));
            }
        });
        replace("keep_after", "keepAfter", new BuiltInsForStringsBasic.keep_afterBI() {
            @Override
            TemplateModel calculateResult(String text, Environment environment) throws TemplateModelException {
                return new Use(text, environment, 1, "", Search.FIRST)
                        .bounded(super.calculateResult(text, environment));
            }
        });
        replace("keep_before", "keepBefore", new BuiltInsForStringsBasic.keep_beforeBI() {
            @Override
            TemplateModel calculateResult(String text, Environment environment) throws TemplateModelException {
                return new Use(text, environment, 1, "", Search.FIRST)
                        .bounded(super.calculateResult(text, environment));
            }
        });
        replace("keep_after_last", "keepAfterLast", new BuiltInsForStringsBasic.keep_after_lastBI() {
            @Override
            TemplateModel calculateResult(String text, Environment environment) throws TemplateModelException {
                return new Use(text, environment, 1, "", Search.LAST).bounded(super.calculateResult(text, environment));
            }
        });
        replace("keep_before_last", "keepBeforeLast", new BuiltInsForStringsBasic.keep_before_lastBI() {
            @Override
            TemplateModel calculateResult(String text, Environment environment) throws TemplateModelException {
                return new Use(text, environment, 1, "", Search.LAST).bounded(super.calculateResult(text, environment));
            }
        });
        replace("ensure_starts_with", "ensureStartsWith", new BuiltInsForStringsBasic.ensure_starts_withBI() {
            @Override
            TemplateModel calculateResult(String text, Environment environment) throws TemplateException {
                return new Use(text, environment, 2, "r", Search.START)
                        .bounded(super.calculateResult(text, environment));
            }
        });
    }

    private static void replace(String name, String sameName, BuiltIn builtIn) {
        BuiltIn.BUILT_INS_BY_NAME.put(name, builtIn);
        BuiltIn.BUILT_INS_BY_NAME.put(sameName, builtIn);
    }

    /** How a built-in goes through a text. */
    private enum Search {
        WHOLE,
        START,
        FIRST,
        ALL,
        LAST;

        void through(Matcher matcher) {
            switch (this) {
                case WHOLE -> matcher.matches();
                case START -> matcher.lookingAt();
                case FIRST -> matcher.find();
                case ALL -> {
                    while (matcher.find()) {}
                }
                case LAST -> {
                    for (boolean found = matcher.find(); found && matcher.start() < matcher.regionEnd(); )
                        found = matcher.find(matcher.start() + 1);
                }
            }
        }
    }

    private static void tryOut(Pattern pattern, String text, Environment environment, Search search) {
        Counted counted = new Counted(text, environment);
        try {
            search.through(pattern.matcher(counted));
        } catch (StackOverflowError e) {
            throw new RegexpLimit("this regular expression needs too deep a recursion for a text of " + text.length()
                    + " characters");
        } finally {
            counted.spend();
        }
    }

    /** A text that counts how often it is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private final Environment environment;
        private int steps;

        Counted(String text, Environment environment) {
            this.text = text;
            this.environment = environment;
            this.steps = environment.getCustomState(SPENT) instanceof Integer spent ? spent : 0;
        }

        void spend() {
            environment.setCustomState(SPENT, steps);
        }

        @Override
        public char charAt(int index) {
            if (++steps > STEPS)
                throw new RegexpLimit(
                        "this regular expression takes too long for a text of " + text.length() + " characters");
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A built-in applied to a text, an argument of which says whether another one is a regular expression.
     *
     * @param flags which argument has the flags; the regular expression is the first
     * @param usual the flags when only they are missing
     */
    @SuppressWarnings("deprecation") // TemplateMethodModel, which FreeMarker still makes
    private record Use(String text, Environment environment, int flags, String usual, Search search) {
        TemplateModel bounded(TemplateModel original) {
            return switch (original) {
                case TemplateMethodModelEx method ->
                    (TemplateMethodModelEx) arguments -> {
                        tryOut(arguments);
                        return method.exec(arguments);
                    };
                case TemplateMethodModel method ->
                    (TemplateMethodModel) arguments -> {
                        tryOut(arguments);
                        return method.exec(arguments);
                    };
                default -> original;
            };
        }

        private void tryOut(List<?> arguments) throws TemplateModelException {
            String given =
                    arguments.size() > flags ? string(arguments.get(flags)) : arguments.size() == flags ? usual : "";
            long parsed = RegexpHelper.parseFlagString(given);
            if ((parsed & RegexpHelper.RE_FLAG_REGEXP) == 0) return;
            Search way =
                    search == Search.ALL && (parsed & RegexpHelper.RE_FLAG_FIRST_ONLY) != 0 ? Search.FIRST : search;
            BoundedRegexps.tryOut(
                    RegexpHelper.getPattern(string(arguments.getFirst()), (int) parsed), text, environment, way);
        }

        private static String string(Object argument) throws TemplateModelException {
            return argument instanceof TemplateScalarModel scalar ? scalar.getAsString() : String.valueOf(argument);
        }
    }

    @SuppressWarnings("deprecation") // as FreeMarker has it
    private static final class Matches extends BuiltInForString {
        @Override
        TemplateModel calculateResult(String text, Environment environment) {
            return (TemplateMethodModel) arguments -> {
                checkMethodArgCount(arguments, 1, 2);
                long flags = arguments.size() > 1 ? RegexpHelper.parseFlagString((String) arguments.get(1)) : 0;
                return new Match(
                        RegexpHelper.getPattern((String) arguments.getFirst(), (int) flags), text, environment);
            };
        }
    }

    /** As FreeMarker's own, which searches only when it is asked. */
    private static final class Match extends RegexMatchModel {
        private final Environment environment;
        private final Set<Search> tried = EnumSet.noneOf(Search.class);

        Match(Pattern pattern, String input, Environment environment) {
            super(pattern, input);
            this.environment = environment;
        }

        private void tryOut(Search search) {
            if (tried.add(search)) BoundedRegexps.tryOut(pattern, input, environment, search);
        }

        @Override
        public boolean getAsBoolean() {
            tryOut(Search.WHOLE);
            return super.getAsBoolean();
        }

        @Override
        TemplateModel getGroups() {
            tryOut(Search.WHOLE);
            return super.getGroups();
        }

        @Override
        public TemplateModel get(int index) throws TemplateModelException {
            tryOut(Search.ALL);
            return super.get(index);
        }

        @Override
        public int size() throws TemplateModelException {
            tryOut(Search.ALL);
            return super.size();
        }

        @Override
        public TemplateModelIterator iterator() {
            tryOut(Search.ALL);
            return super.iterator();
        }
    }
}
