package io.drydock.template.function;

import io.drydock.template.ShellWord;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Texts that go into files: quoted, indented, commented; and the parts of URLs. */
final class TextFunctions {
    private static final int WIDEST = 1000; // blanks

    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of(
                    "quote",
                    "text s",
                    "The text as one word of a shell, in quotes where it needs them, for a script that a template makes. In `shell:` write `[=name]`, which is always quoted.",
                    "quote(\"it's\")",
                    "\"'it'\\\"'\\\"'s'\"",
                    TextFunctions::quote),
            TemplateFunction.of(
                    "indent",
                    "text s, [number width], [truth first]",
                    "The text with 4 blanks, or so many, before each line but the first, and `true` before that too; empty lines stay empty.",
                    "indent(\"a\\nb\", 2)",
                    "\"a\\n  b\"",
                    TextFunctions::indent),
            TemplateFunction.of(
                    "comment",
                    "text s, [text style]",
                    "The text as a comment: `plain` (#), `c` (//), `cblock`, `xml` or `erlang`.",
                    "comment(\"managed by Drydock\")",
                    "\"#\\n# managed by Drydock\\n#\"",
                    TextFunctions::comment),
            TemplateFunction.of(
                    "urlsplit",
                    "text url, [text part]",
                    "The parts of a URL, or one: `scheme`, `netloc`, `hostname`, `port`, `path`, `query`, `fragment`, `username`, `password`.",
                    "urlsplit(\"https://example.com:8443/app\", \"hostname\")",
                    "\"example.com\"",
                    TextFunctions::urlSplit));

    private TextFunctions() {}

    /** As Python's shlex.quote. */
    private static String quote(Call call) {
        String text = call.text(0);
        ShellWord.problem(text).ifPresent(problem -> {
            throw new FunctionFailure(problem, "");
        });
        return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\"'\"'") + "'";
    }

    private static String indent(Call call) {
        int width = call.count(1, 4);
        if (width < 0 || width > WIDEST)
            throw new FunctionFailure("an indentation of " + width, "it is 0 to " + WIDEST);
        String blanks = " ".repeat(width);
        Bounded out = new Bounded();
        boolean first = true;
        for (String line : call.text(0).split("\n", -1)) {
            if (!first) out.add("\n");
            boolean indented = first ? call.truth(2, false) : !line.isEmpty();
            out.add(indented ? blanks + line : line);
            first = false;
        }
        return out.toString();
    }

    private static String comment(Call call) {
        String style = call.text(1, "plain");
        return switch (style) {
            case "plain" -> commented(call.text(0), "#", "", "");
            case "c" -> commented(call.text(0), "//", "", "");
            case "erlang" -> commented(call.text(0), "%", "", "");
            case "cblock" -> commented(call.text(0), " *", "/*\n", "\n */");
            case "xml" -> commented(call.text(0), " -", "<!--\n", "\n-->");
            default ->
                throw new FunctionFailure(
                        "there are no comments of style \"" + style + "\"", "valid: plain, c, cblock, xml, erlang");
        };
    }

    private static String commented(String text, String sign, String begin, String end) {
        Bounded out = new Bounded().add(begin).add(sign);
        for (String line : text.split("\n", -1)) out.add("\n").add(line.isEmpty() ? sign : sign + " " + line);
        return out.add("\n").add(sign).add(end).toString();
    }

    private static @Nullable Object urlSplit(Call call) {
        Map<String, @Nullable Object> parts = parts(call.text(0));
        if (!call.has(1)) return parts;
        if (!parts.containsKey(call.text(1)))
            throw new FunctionFailure(
                    "a URL has no \"" + call.text(1) + "\"", "valid: " + String.join(", ", parts.keySet()));
        return parts.get(call.text(1));
    }

    private static Map<String, @Nullable Object> parts(String text) {
        try {
            URI url = new URI(text);
            String user = Objects.requireNonNullElse(url.getUserInfo(), "");
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            parts.put("scheme", Objects.requireNonNullElse(url.getScheme(), ""));
            parts.put("netloc", Objects.requireNonNullElse(url.getRawAuthority(), ""));
            parts.put("path", Objects.requireNonNullElse(url.getRawPath(), ""));
            parts.put("query", Objects.requireNonNullElse(url.getRawQuery(), ""));
            parts.put("fragment", Objects.requireNonNullElse(url.getRawFragment(), ""));
            parts.put("hostname", url.getHost());
            parts.put("port", url.getPort() < 0 ? null : (Object) (long) url.getPort());
            parts.put("username", user.isEmpty() ? null : user.replaceFirst(":.*", ""));
            parts.put("password", user.contains(":") ? user.replaceFirst("[^:]*:", "") : null);
            return parts;
        } catch (URISyntaxException e) {
            throw new FunctionFailure("the text is no URL: " + e.getReason(), "");
        }
    }
}
