package io.drydock.template.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Regular expressions of Python. */
final class RegexpFunctions {
    private static final String SPECIAL = "\t\n\u000b\f\r #$&()*+-.?[\\]^{|}~";

    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of(
                    "regex_replace",
                    "text s, regexp pattern, text replacement, [text flags]",
                    "The text with what matches replaced; `\\1` and `\\g<name>` in the replacement are groups. Flags as of all these functions: `i` any case, `m` `^` and `$` at every line, `s` a dot is also a line break; here also `f`, the first match only.",
                    "regex_replace(\"web-12\", r\"(\\w+)-(\\d+)\", r\"\\2.\\1\")",
                    "\"12.web\"",
                    RegexpFunctions::replace),
            TemplateFunction.of(
                    "regex_search",
                    "text s, regexp pattern, [text flags]",
                    "The first match. Where there is none it is not defined: ask `regex_search(...)??`, or give a default with `!`.",
                    "regex_search(\"Docker version 27.1.2, build d01f264\", \"[0-9.]+\")",
                    "\"27.1.2\"",
                    call -> {
                        Matcher matcher = matcher(call, call.text(2, ""));
                        return matcher.find() ? matcher.group() : null;
                    }),
            TemplateFunction.of(
                    "regex_groups",
                    "text s, regexp pattern, [text flags]",
                    "The groups of the first match, in a list; not defined where there is none.",
                    "regex_groups(\"eth0: 192.0.2.7/24\", r\"([0-9.]+)/(\\d+)\")",
                    "[\"192.0.2.7\",\"24\"]",
                    call -> {
                        Matcher matcher = matcher(call, call.text(2, ""));
                        return matcher.find() ? groups(matcher) : null;
                    }),
            TemplateFunction.of(
                    "regex_findall",
                    "text s, regexp pattern, [text flags]",
                    "All matches; of a pattern with a group what that has matched, with several a list of them.",
                    "regex_findall(\"a=1 b=2\", r\"(\\w)=(\\d)\")",
                    "[[\"a\",\"1\"],[\"b\",\"2\"]]",
                    RegexpFunctions::findAll),
            TemplateFunction.of(
                    "regex_escape",
                    "text s, [text type]",
                    "The text as a pattern that matches it alone; for `grep` and the action `line` with the type `posix_basic` or `posix_extended`.",
                    "regex_escape(\"a.b\")",
                    "\"a\\\\.b\"",
                    RegexpFunctions::escape),
            TemplateFunction.of(
                    "match",
                    "text s, regexp pattern, [text flags]",
                    "Whether the pattern matches the beginning of the text.",
                    "match(\"web12\", \"[a-z]+\")",
                    "true",
                    call -> matcher(call, call.text(2, "")).lookingAt()),
            TemplateFunction.of(
                    "search",
                    "text s, regexp pattern, [text flags]",
                    "Whether the pattern matches anywhere in the text.",
                    "search(\"web12\", \"^[0-9]+$\")",
                    "false",
                    call -> matcher(call, call.text(2, "")).find()));

    private RegexpFunctions() {}

    private static Matcher matcher(Call call, String flags) {
        String known = "imsxf";
        if (flags.chars().anyMatch(c -> known.indexOf(c) < 0))
            throw new FunctionFailure(
                    "there are no flags \"" + flags + "\"", "flags are letters: i, m, s, and f for the first only");
        return call.regexp(1, flags).matcher(new BoundedText(call.text(0), call.surroundings()));
    }

    private static String replace(Call call) {
        String flags = call.text(3, "");
        Matcher matcher = matcher(call, flags);
        Replacement replacement = new Replacement(call.text(2));
        String text = call.text(0);
        Bounded out = new Bounded();
        int from = 0;
        while (matcher.find()) {
            out.add(text.substring(from, matcher.start())).add(replacement.of(matcher));
            from = matcher.end();
            if (flags.contains("f")) break;
        }
        return out.add(text.substring(from)).toString();
    }

    private static List<String> groups(MatchResult match) {
        return IntStream.rangeClosed(1, match.groupCount())
                .mapToObj(i -> Objects.requireNonNullElse(match.group(i), ""))
                .toList();
    }

    private static @Nullable Object findAll(Call call) {
        Matcher matcher = matcher(call, call.text(2, ""));
        List<Object> found = new ArrayList<>();
        while (matcher.find()) {
            call.surroundings().step(1);
            List<String> groups = groups(matcher);
            found.add(groups.isEmpty() ? matcher.group() : groups.size() == 1 ? groups.getFirst() : groups);
        }
        return found;
    }

    private static String escape(Call call) {
        String type = call.text(1, "python");
        String special = switch (type) {
            case "python" -> SPECIAL;
            case "posix_basic" -> "[].^$*\\";
            case "posix_extended" -> "[].^$*\\+?(){}|";
            default ->
                throw new FunctionFailure(
                        "there are no regular expressions of type \"" + type + "\"",
                        "valid: " + String.join(", ", Arrays.asList("python", "posix_basic", "posix_extended")));
        };
        Bounded out = new Bounded();
        call.text(0).codePoints().forEach(c -> out.add((special.indexOf(c) < 0 ? "" : "\\") + Character.toString(c)));
        return out.toString();
    }
}
