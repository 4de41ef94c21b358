package io.drydock.yaml;

import io.drydock.diag.Diagnostics;
import io.drydock.vault.VaultKeyring;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML 1.1 as a tree with positions. Empty with no problem reported means an empty file. */
public final class YamlReader {
    /** An escaped slash; the backslash before it is not escaped itself. */
    private static final Pattern JSON_SLASH = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\/");

    /** Levels of lists and maps. */
    static final int DEEPEST = 50;

    private YamlReader() {}

    /** Reads a file in which nothing is encrypted. */
    public static Optional<YamlNode> read(Path file, Diagnostics problems) {
        return read(file, VaultKeyring.EMPTY, problems);
    }

    /** Reads a file that may be a vault, or have vaults in it. What was encrypted is hidden in problems. */
    public static Optional<YamlNode> read(Path file, VaultKeyring keys, Diagnostics problems) {
        return TextFile.read(file, keys, problems).flatMap(text -> read(text, keys, problems));
    }

    /** Reads a file whose text is at hand. */
    public static Optional<YamlNode> read(TextFile file, VaultKeyring keys, Diagnostics problems) {
        return read(new Source(file.name(), yaml(file.text())), file.encryption(), keys, problems);
    }

    /** JSON is YAML but for one escape. */
    private static String yaml(String text) {
        return text.startsWith("{") ? JSON_SLASH.matcher(text).replaceAll("$1/") : text;
    }

    /** Reads a text in which nothing is encrypted, and that problems call {@code fileName}. */
    public static Optional<YamlNode> read(String fileName, String text, Diagnostics problems) {
        return read(fileName, text, VaultKeyring.EMPTY, problems);
    }

    /** Reads a text that problems call {@code fileName}. */
    public static Optional<YamlNode> read(String fileName, String text, VaultKeyring keys, Diagnostics problems) {
        return read(new Source(fileName, text), Encryption.NONE, keys, problems);
    }

    /** Reads a text to write it again: a {@code !vault} in it stays as it is, and is marked as one. */
    public static Optional<YamlNode> readClosed(String fileName, String text, Diagnostics problems) {
        Source source = new Source(fileName, text);
        return read(source, new TreeBuilder(source, problems), problems);
    }

    private static Optional<YamlNode> read(Source source, Encryption whole, VaultKeyring keys, Diagnostics problems) {
        return read(source, new TreeBuilder(source, whole, keys, problems), problems);
    }

    private static Optional<YamlNode> read(Source source, TreeBuilder builder, Diagnostics problems) {
        try {
            return compose(source.text()).map(builder::build);
        } catch (YAMLException e) {
            SyntaxProblem.report(e, source, problems);
            return Optional.empty();
        }
    }

    private static Optional<Node> compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE); // the builder bounds what aliases amount to
        options.setTagInspector(_ -> true); // the builder tells of the unknown
        return Optional.ofNullable(
                new Composer(new TagParser(new WholeReader(text), options), new Resolver(), options).getSingleNode());
    }
}
