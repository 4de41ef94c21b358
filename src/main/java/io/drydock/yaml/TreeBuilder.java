package io.drydock.yaml;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.vault.VaultException;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.YamlMap.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns SnakeYAML's nodes into ours. An anchored node is built once and shared by its aliases. */
final class TreeBuilder {
    /** How much bigger aliases may make a tree than it was written, beyond a size that harms nobody. */
    private static final long EXPANSION = 100;

    private static final long HARMLESS = 1_000_000;

    private static final Set<String> VAULTS = Set.of("!vault", "!vault-encrypted");
    /** Of Ansible: the text is no template. */
    private static final String UNSAFE = "!unsafe";

    private static final Pattern BRACES = Pattern.compile("\\{[{%#]");
    private static final Pattern TEMPLATE = Pattern.compile("\\$\\{|<#|" + BRACES);
    private static final Set<Tag> COLLECTIONS = Set.of(Tag.MAP, Tag.SEQ);
    private static final Set<Tag> SCALARS = Set.of(Tag.STR, Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT);

    private final Source source;
    private final Encryption whole;
    private final VaultKeyring keys;
    private final boolean closed;
    private final Diagnostics problems;
    private final IdentityHashMap<Node, Built> built = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Boolean> open = new IdentityHashMap<>();
    private long written;
    private boolean tooBig;

    /** {@code size}: nodes below and including this one, aliases expanded. */
    private record Built(YamlNode node, long size) {}

    /** @param whole whether all of the source was encrypted */
    TreeBuilder(Source source, Encryption whole, VaultKeyring keys, Diagnostics problems) {
        this(source, whole, keys, false, problems);
    }

    /** Of a text that is written again: what is encrypted in it is not opened. */
    TreeBuilder(Source source, Diagnostics problems) {
        this(source, Encryption.NONE, VaultKeyring.EMPTY, true, problems);
    }

    private TreeBuilder(Source source, Encryption whole, VaultKeyring keys, boolean closed, Diagnostics problems) {
        this.source = source;
        this.whole = whole;
        this.keys = keys;
        this.closed = closed;
        this.problems = problems;
    }

    YamlNode build(Node node) {
        return sized(node).node();
    }

    private Built sized(Node node) {
        return node.getAnchor() == null ? unshared(node) : shared(node);
    }

    private Built shared(Node node) {
        Built known = built.get(node);
        if (known != null) {
            return known;
        }
        if (open.put(node, true) != null) {
            problems.error(position(node), "this value contains itself through an alias", "write the inner value out");
            return new Built(nothing(node), 1);
        }
        Built result = unshared(node);
        open.remove(node);
        built.put(node, result);
        return result;
    }

    private Built unshared(Node node) {
        written++;
        return node instanceof ScalarNode scalar ? new Built(scalar(scalar), 1) : collection(node);
    }

    private Built collection(Node node) {
        checkTag(node, COLLECTIONS);
        Built result = node instanceof MappingNode map ? map(map) : list((SequenceNode) node);
        if (result.size() > HARMLESS + EXPANSION * written) {
            if (!tooBig) {
                problems.error(position(node), "aliases make this value grow beyond all measure", "use fewer aliases");
            }
            tooBig = true;
            return new Built(nothing(node), 1);
        }
        return result;
    }

    private Built list(SequenceNode node) {
        List<YamlNode> items = new ArrayList<>(node.getValue().size());
        long size = 1;
        for (Node item : node.getValue()) {
            Built result = sized(item);
            items.add(result.node());
            size += result.size();
        }
        return new Built(new YamlList(position(node), items), size);
    }

    private Built map(MappingNode node) {
        Map<String, Entry> entries =
                LinkedHashMap.newLinkedHashMap(node.getValue().size());
        List<Built> merged = new ArrayList<>();
        long size = 1;
        for (NodeTuple tuple : node.getValue()) {
            Built value = value(tuple);
            size += value.size();
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merged.add(value);
            } else {
                key(tuple.getKeyNode()).ifPresent(key -> add(entries, new Entry(key, keyPos(tuple), value.node())));
            }
        }
        merged.forEach(value -> merge(entries, value.node()));
        YamlMap map = new YamlMap(position(node), List.copyOf(entries.values()));
        return new Built(jsonVault(map), size);
    }

    private Built value(NodeTuple tuple) {
        Node value = tuple.getValueNode();
        if (!(tuple.getKeyNode() instanceof ScalarNode key && PlainSettings.has(key.getValue()))) return sized(value);
        if (!(value instanceof ScalarNode plain) || plain.getAnchor() != null) return sized(value);
        written++;
        return new Built(scalar(plain, Encryption.NONE), 1);
    }

    /** Ansible writes a {@code !vault} into JSON as a map of this one key. */
    private YamlNode jsonVault(YamlMap map) {
        return map.entries().size() == 1
                        && map.entries().getFirst().key().equals("__ansible_vault")
                        && map.entries().getFirst().value() instanceof YamlScalar vault
                ? decrypted(vault)
                : map;
    }

    private SourcePos keyPos(NodeTuple tuple) {
        return source.pos(contentStart(tuple.getKeyNode()));
    }

    private void add(Map<String, Entry> entries, Entry entry) {
        Entry first = entries.putIfAbsent(entry.key(), entry);
        if (first != null) {
            problems.error(
                    entry.keyPos(),
                    "duplicate key \"" + entry.key() + "\"",
                    "it is already given in line " + first.keyPos().line() + ", column "
                            + first.keyPos().column());
        }
    }

    /** Entries of the map itself win over merged ones, earlier merged ones over later. */
    private void merge(Map<String, Entry> entries, YamlNode from) {
        Stream<YamlNode> maps = from instanceof YamlList list ? list.items().stream() : Stream.of(from);
        maps.forEach(each -> {
            if (each instanceof YamlMap map) {
                map.entries().forEach(entry -> entries.putIfAbsent(entry.key(), entry));
            } else {
                problems.error(
                        each.pos(), "<< merges mappings only", "give it an alias of a mapping, such as <<: *defaults");
            }
        });
    }

    private Optional<String> key(Node node) {
        SourcePos pos = position(node);
        if (!(node instanceof ScalarNode scalar)) {
            problems.error(
                    pos, "a key must be a name, not a list or a mapping", SyntaxProblem.bracesRemedy(source, pos));
            return Optional.empty();
        }
        Object value = scalar(scalar, Encryption.NONE).value();
        if (!(value instanceof String
                || value instanceof Number)) { // a number that is not itself may be meant as another one
            problems.error(
                    pos, "the key " + scalar.getValue() + " is not text", "quote it: \"" + scalar.getValue() + '"');
        }
        return Optional.of(scalar.getValue());
    }

    private YamlScalar scalar(ScalarNode node) {
        return hidden(scalar(node, whole));
    }

    private YamlScalar scalar(ScalarNode node, Encryption encryption) {
        int start = contentStart(node);
        SourcePos pos = source.pos(start);
        String text = node.getValue();
        YamlScalar asText = new YamlScalar(pos, text, text, positions(node, start, pos), encryption);
        if (VAULTS.contains(node.getTag().getValue()))
            return decrypted(new YamlScalar(source.pos(node.getStartMark()), text, text, asText.positions()));
        if (node.getTag().getValue().equals(UNSAFE)) return unsafe(asText);
        if (!checkTag(node, SCALARS)) return asText;
        Optional<ScalarTypes.TypedValue> typed = ScalarTypes.typed(node.getTag(), text, explicitTag(node, start));
        if (typed.isPresent()) return new YamlScalar(pos, text, typed.get().value(), asText.positions(), encryption);
        problems.error(
                pos,
                encryption == Encryption.NONE
                        ? "\"" + text + "\" is not of the type its tag says"
                        : "this is not of the type its tag says",
                "remove the tag");
        return asText;
    }

    /** What is written again becomes what Jinja2 takes as it is. */
    private YamlScalar unsafe(YamlScalar scalar) {
        if (closed && BRACES.matcher(scalar.text()).find()) {
            String raw = "{% raw %}" + scalar.text() + "{% endraw %}";
            return new YamlScalar(scalar.pos(), raw, raw, (_, _) -> scalar.pos());
        }
        if (!closed && TEMPLATE.matcher(scalar.text()).find())
            problems.error(
                    scalar.pos(),
                    "!unsafe does not keep ${, <# or {{ from being a template",
                    "leave it out, and write ${\"$\"}{ for ${, ${\"<\"}# for <#, ${\"{{\"} for {{");
        return scalar;
    }

    private YamlScalar hidden(YamlScalar scalar) {
        scalar.secret().ifPresent(secret -> problems.hide(List.of(secret)));
        return scalar;
    }

    /** The content of a vault, or a null value when it has been reported that it cannot be opened. */
    private YamlScalar decrypted(YamlScalar vault) {
        if (closed) return new YamlScalar(vault.pos(), vault.text(), vault.text(), vault.positions(), Encryption.VALUE);
        try {
            String text = new String(keys.open(vault.text()), StandardCharsets.UTF_8);
            return hidden(new YamlScalar(vault.pos(), text, text, (_, _) -> vault.pos(), Encryption.VALUE));
        } catch (VaultException e) {
            e.report(
                    "the value",
                    (line, column) ->
                            line == 0 ? vault.pos() : vault.positions().at(line, column),
                    problems);
            return new YamlScalar(vault.pos(), "", null, vault.positions(), Encryption.VALUE);
        }
    }

    private boolean explicitTag(ScalarNode node, int start) {
        int written = source.offset(node.getStartMark());
        return written < start && source.text().substring(written, start).contains("!");
    }

    private Positions positions(ScalarNode node, int start, SourcePos pos) {
        String text = node.getValue();
        int end = source.offset(node.getEndMark());
        ScalarStyle style = node.getScalarStyle();
        return switch (style) {
            case PLAIN ->
                verbatim(start, end, text) ? Positions.sameLine(pos) : flow(start, start, end, text, (char) 0);
            case SINGLE_QUOTED -> flow(start, start + 1, end - 1, text, '\'');
            case DOUBLE_QUOTED -> flow(start, start + 1, end - 1, text, '"');
            case LITERAL, FOLDED ->
                new ScalarPositions(source, start, text, () -> new BlockScan(source, start, end, text).offsets());
            case JSON_SCALAR_STYLE -> throw new IllegalStateException("only a style of writing: " + style);
        };
    }

    /** Whether the text stands unchanged in its source, in one line whose columns are chars. */
    private static boolean verbatim(int start, int end, String text) {
        return end - start == text.length() && text.codePointCount(0, text.length()) == text.length();
    }

    private Positions flow(int start, int from, int end, String value, char quote) {
        return new ScalarPositions(source, start, value, () -> new FlowScan(source.text(), from, end, quote).offsets());
    }

    /** SnakeYAML lets a node begin at its anchor or tag; a scalar's text begins behind them. */
    private int contentStart(Node node) {
        int at = source.offset(node.getStartMark());
        String text = source.text();
        int end = source.offset(node.getEndMark());
        while (at < end && (text.charAt(at) == '&' || text.charAt(at) == '!')) {
            while (at < end && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            while (at < end && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        return at;
    }

    private boolean checkTag(Node node, Set<Tag> known) {
        Tag tag = node.getTag();
        boolean fits = known.contains(tag)
                || tag.equals(Tag.TIMESTAMP)
                || tag.equals(Tag.MERGE)
                || tag.getValue().equals("!")
                || tag.getValue().equals("tag:yaml.org,2002:value");
        if (!fits) {
            String name = tag.getValue().replace("tag:yaml.org,2002:", "!!");
            problems.error(
                    source.pos(node.getStartMark()),
                    "unknown tag " + name,
                    "remove it; text that begins with ! must be quoted: \"" + name + "\"");
        }
        return fits;
    }

    private SourcePos position(Node node) {
        return node instanceof ScalarNode ? source.pos(contentStart(node)) : source.pos(node.getStartMark());
    }

    private YamlNode nothing(Node node) {
        return YamlScalar.of("", position(node));
    }
}
