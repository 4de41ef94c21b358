package io.drydock.template.freemarker;

import freemarker.template.Configuration;
import io.drydock.ansible.AnsibleWords;
import io.drydock.diag.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What FreeMarker says, in Drydock's words. It says it in sentences only, so these are what is looked at. */
record Phrases(String message, String remedy) {
    /** With the groups of the pattern in the texts. */
    private record Rule(Pattern said, String message, String remedy) {
        static Rule of(String said, String message, String remedy) {
            return new Rule(Pattern.compile("(?s)" + said + ".*"), message, remedy);
        }
    }

    private static final Pattern TYPE =
            Pattern.compile("(?s)(?:For (.*?): )?Expected (.*?), but this has evaluated to (an? \\S+?)[:.]?( .*)?");
    private static final Pattern BUILT_IN = Pattern.compile("(?s)Unknown built-in: \"(.*?)\".*");

    private static final List<Rule> RULES = List.of(
            Rule.of(
                    "Unexpected end of file reached\\. You have an unclosed #(\\w+)",
                    "<#$1> is not closed",
                    "end it with </#$1>"),
            Rule.of(
                    "Unexpected end of file reached\\. You have an unclosed \"\\{\"",
                    "a \\$\\{ is not closed",
                    "close it with }"),
            Rule.of(
                    "Unexpected end of file reached\\. You have an unclosed \"(.)\"",
                    "a $1 is not closed",
                    "close it; a text in quotes may hold it"),
            Rule.of(
                    "Unexpected end of file reached",
                    "the text ends too early",
                    "close what is open: a bracket, a quote or a directive"),
            Rule.of(
                    "Encountered \"</#(\\w+)>\", but at this place only this can be closed: \"#(\\w+)\"",
                    "</#$1> stands where <#$2> is open",
                    "end <#$2> with </#$2> first"),
            Rule.of("Encountered \"</#(\\w+)>\"", "</#$1> closes nothing", "remove it, or begin with <#$1>"),
            Rule.of(
                    "Encountered \"<#(else|elseif)\\b",
                    "<#$1> stands outside of <#if>",
                    "write <#if x>...<#else>...</#if>"),
            Rule.of("Encountered (\".*?\"),? but", "unexpected $1", ""),
            Rule.of(
                    "Can't use operator \"(.*?)\" on string values",
                    "texts have no order, which $1 asks for",
                    "compare versions by version_at_least(a, b), and numbers as numbers: a?number > b?number"),
            Rule.of(
                    "Found string literal: (\".*?\")\\. Expecting: number",
                    "$1 is text, where a number is needed",
                    "compare versions by version_at_least(x, $1), and numbers without quotes: x > 5"),
            Rule.of("#(if|elseif) is an existing directive", "<#$1> is malformed", "write <#$1 x>, with a condition"),
            Rule.of("#(list|items) is an existing directive", "<#$1> is malformed", "write <#list xs as x>...</#list>"),
            Rule.of("#(\\w+) is an existing directive", "<#$1> is malformed", ""),
            Rule.of("#list must have either", "<#list> needs a name for its items", "write <#list xs as x>...</#list>"),
            Rule.of(
                    "Lexical error: encountered <EOF>",
                    "a quote is not closed",
                    "end the text with the quote that it begins with"),
            Rule.of(
                    "Lexical error: encountered (.*?) after",
                    "unexpected character $1",
                    "characters that mean nothing stand in quotes"),
            Rule.of("\\?(\\w+)\\(\\.\\.\\.\\) expects (.*?) but has received (.*?)\\.", "?$1 takes $2, but has $3", ""),
            Rule.of(
                    "\\?(\\w+)\\(\\.\\.\\.\\) argument #(\\d+) had invalid value: The index mustn't be greater than the length of the string, (\\d+)",
                    "?$1: the text has only $3 characters",
                    "ask x?length"),
            Rule.of(
                    "\\?(\\w+)\\(\\.\\.\\.\\) argument #(\\d+) (?:had invalid value: |should be )",
                    "?$1 cannot have its argument $2",
                    ""),
            Rule.of("\\?sort_by\\(\\.\\.\\.\\) failed", "?sort_by needs a list of maps that all have the key", ""),
            Rule.of("\\?sort\\(?.*? failed", "?sort needs items of one kind, all texts or all numbers", ""),
            Rule.of(
                    "/ by zero|Division by zero|BigInteger divide by zero",
                    "a division by 0",
                    "ask first: (n == 0)?then(0, x / n)"),
            Rule.of(
                    "Can't convert this string to number: (\".*?\")$",
                    "$1 is not a number",
                    "write decimal digits, without a leading 0; ask x?matches(\"[0-9]+\")"),
            Rule.of("Can't convert this string to (\\w+)", "this text is no $1", ""),
            Rule.of(
                    "String index out of range: .*? length of the string is only (\\d+)",
                    "the text has only $1 characters",
                    "ask x?length"),
            Rule.of(
                    "Range (?:start|end) index .*? (?:string|sequence) has only (\\d+)",
                    "there are only $1 of them",
                    "ask x?length of text, x?size of a list"),
            Rule.of(
                    "The filter expression had to return a boolean value",
                    "what ?filter asks of each item is not true or false",
                    "compare it: xs?filter(i -> i != \"a\")"),
            Rule.of(
                    "Found (list|hash) literal: .*? Expecting different type for equality check",
                    "a list or a map is compared as a whole",
                    "compare them as text: json(a) == json(b); or ask contains(xs, x), subset(xs, ys)"),
            Rule.of(
                    "Malformed regular expression: (.*?)( near index.*)?$",
                    "not a regular expression: $1",
                    "write \\\\( for the character ("));

    static Phrases of(String said) {
        Matcher builtIn = BUILT_IN.matcher(said);
        if (builtIn.matches()) return builtIn(builtIn.group(1));
        Matcher type = TYPE.matcher(said);
        if (type.matches()) return type(type.group(1), kind(type.group(2)), kind(type.group(3)));
        for (Rule rule : RULES) {
            Matcher matcher = rule.said.matcher(said);
            if (matcher.matches())
                return new Phrases(matcher.replaceFirst(rule.message), matcher.replaceFirst(rule.remedy));
        }
        return new Phrases(kind(said), "");
    }

    private static Phrases builtIn(String name) {
        Collection<String> all = Lockdown.available(
                new Configuration(Configuration.VERSION_2_3_35)
                        .getSupportedBuiltInNames(Configuration.CAMEL_CASE_NAMING_CONVENTION),
                new Configuration(Configuration.VERSION_2_3_35)
                        .getSupportedBuiltInNames(Configuration.LEGACY_NAMING_CONVENTION));
        return new Phrases(
                "there is no ?" + name,
                AnsibleWords.remedy(AnsibleWords.Place.FILTERS, name)
                        .orElseGet(() -> Suggestion.didYouMean(name, all)));
    }

    /** {@code place} as FreeMarker names it, such as {@code "?size" left-hand operand}; null for none. */
    private static Phrases type(String place, String wanted, String is) {
        String needs = place == null
                ? ""
                : switch (place.replaceFirst("(?s)^\"(.*?)\".*", "$1")) {
                    case "${...}", "[=...]", "#{...}" -> "text";
                    case "...[...]" -> "[ ]";
                    case "...(...)" -> "( )";
                    case String directive when directive.startsWith("#") -> "<" + directive + ">";
                    case String operator -> operator.replace("(...)", "");
                };
        String what = needs.isEmpty() || needs.equals("text") ? "this must be " + wanted : needs + " needs " + wanted;
        return new Phrases(what + ", but it is " + is, conversion(wanted, is));
    }

    private static String conversion(String wanted, String is) {
        return switch (wanted) {
            case "text" ->
                is.equals("a list")
                        ? "join its items: x?join(\", \")"
                        : is.equals("a map") ? "name a part of it, x.name, or write json(x)" : "";
            case "a number" -> is.equals("text") ? "x?number makes a number of text" : "";
            case "true or false" ->
                is.equals("a list") || is.equals("text")
                        ? "compare it, or ask x?has_content (is there something in it)"
                        : "compare it: x != 0";
            case "a map" ->
                is.equals("a list") ? "an item of it is x[0]; all of them x?map(i -> i.name)" : "it has no parts";
            case "a list", "a list or a map" ->
                is.equals("text")
                        ? "x?split(\",\") makes a list of text; x?length is the length of text"
                        : "a list of it is [x]";
            case "a function" -> "it is no function: leave the ( ) away";
            default -> "";
        };
    }

    /** Kinds of values as docs name them. */
    private static String kind(String said) {
        if (said.startsWith("a string or something automatically convertible")) return "text";
        if (said.contains("collection")) return said.contains("hash") ? "a list or a map" : "a list";
        return said.replaceAll("\\b(?:an? )?extended[_-]hash\\b|\\ba hash\\b", "a map")
                .replaceAll("\\ba sequence\\b", "a list")
                .replaceAll("\\ba string\\b", "text")
                .replaceAll("\\ba boolean\\b", "true or false")
                .replaceAll("\\ba method or function\\b|\\ba method\\b|\\ba macro\\b", "a function")
                .replaceAll("\\bsequence\\b", "list")
                .replaceAll("\\bhash(es)?\\b", "map")
                .replaceAll("\\s*\\(See FreeMarker[^)]*\\)", "");
    }
}
