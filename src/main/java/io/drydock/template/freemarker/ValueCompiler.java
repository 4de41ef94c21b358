package io.drydock.template.freemarker;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.json.Written;
import io.drydock.template.Any;
import io.drydock.template.Scope;
import io.drydock.template.ValueTemplate;
import io.drydock.template.ValueTemplate.Part;
import io.drydock.yaml.Encryption;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles one tree of YAML. Used once. */
public final class ValueCompiler {
    private final TemplateCompiler compiler;
    private final Diagnostics problems;
    private final List<Compiled> templates = new ArrayList<>();
    /** Numbers that stay numbers. */
    private final List<Secret> guarded = new ArrayList<>();

    private boolean broken;

    public ValueCompiler(TemplateCompiler compiler, Diagnostics problems) {
        this.compiler = compiler;
        this.problems = problems;
    }

    /** @param secret whether all texts and numbers in it are secrets; those under the names of secrets are, anyway */
    public Optional<ValueTemplate> compile(YamlNode node, boolean secret) {
        Part part = part(node, secret);
        if (broken) return Optional.empty();
        ValueTemplate template = new ValueTemplate(node.pos(), part, templates, guarded);
        problems.hide(template.secrets());
        return Optional.of(template);
    }

    private Part part(YamlNode node, boolean secret) {
        int before = templates.size();
        Part part = switch (node) {
            case YamlScalar scalar -> scalar(scalar, secret);
            case YamlList list ->
                new Part.Items(
                        list.items().stream().map(item -> part(item, secret)).toList());
            case YamlMap map -> entries(map, secret);
        };
        return templates.size() == before && !broken ? new Part.Constant(part.evaluate(Session.of(Scope.EMPTY))) : part;
    }

    private Part entries(YamlMap map, boolean secret) {
        Map<String, Part> parts = LinkedHashMap.newLinkedHashMap(map.entries().size());
        map.entries()
                .forEach(entry -> parts.put(entry.key(), part(entry.value(), secret || Secret.isName(entry.key()))));
        return new Part.Entries(parts);
    }

    /** A secret is what is written, even where YAML sees a number in it. */
    private Part scalar(YamlScalar scalar, boolean named) {
        if (scalar.encryption() == Encryption.VALUE)
            return new Part.Constant(scalar.value() == null ? Any.ANY : new Secret(scalar.text()));
        boolean secret =
                named || scalar.value() instanceof String && scalar.secret().isPresent();
        if (!secret) scalar.secret().ifPresent(guarded::add);
        if (scalar.value() instanceof String text && (text.contains("${") || text.contains("<#"))) {
            Optional<Compiled> template = template(Text.of(scalar));
            template.ifPresent(templates::add);
            broken |= template.isEmpty();
            return template.<Part>map(t -> secret ? new Part.Hidden(t) : new Part.Dynamic(t))
                    .orElse(new Part.Constant(text));
        }
        broken |= ForeignBraces.report(scalar, problems);
        boolean hidden = secret
                && (scalar.value() instanceof String
                        || scalar.value() instanceof Number
                        || scalar.value() instanceof Written);
        return new Part.Constant(hidden ? new Secret(scalar.text()) : scalar.value());
    }

    /** A string that is exactly one interpolation is an expression: its value keeps its type. */
    private Optional<Compiled> template(Text text) {
        List<Piece> pieces = Pieces.of(text.chars(), Syntax.DATA);
        return pieces.size() == 1 && pieces.getFirst() instanceof Piece.Interpolation only
                ? compiler.expression(text, only.expressionStart(), only.expressionEnd(), only.tokens(), problems)
                : compiler.text(text, problems);
    }
}
