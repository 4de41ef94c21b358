package io.drydock.report;

import io.drydock.action.Sha256;
import io.drydock.diag.Printable;
import io.drydock.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run from its journal as one HTML page that loads nothing. Its data is JSON in an element that browsers do not run, its policy lets
 * only its own script run.
 */
public final class HistoryPage {
    private static final Pattern PLACE = Pattern.compile("@([A-Z-]+)@");

    private HistoryPage() {}

    public static String of(RunHistory history) {
        String style = resource("page.css");
        String script = resource("page.js");
        Map<String, String> parts = Map.of(
                "TITLE", escaped(history.run().command() + " " + history.run().run()),
                "STYLE", style,
                "STYLE-HASH", hash(style),
                "SCRIPT", script,
                "SCRIPT-HASH", hash(script),
                "DATA", inScript(Json.line(PageData.of(history))));
        return PLACE.matcher(resource("page.html"))
                .replaceAll(place -> Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)))));
    }

    /** JSON that ends no element and begins no comment, and in which all that cannot be seen is an escape. */
    private static String inScript(String json) {
        return Printable.of(json)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    private static String escaped(String text) {
        return Printable.line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String hash(String text) {
        byte[] sum = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(sum);
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(HistoryPage.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
