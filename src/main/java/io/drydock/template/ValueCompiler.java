package io.drydock.template;

import io.drydock.diag.Diagnostics;
import io.drydock.template.ValueTemplate.Part;
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
final class ValueCompiler {
  private final Compiler compiler;
  private final Diagnostics problems;
  private final List<Compiled> templates = new ArrayList<>();
  private boolean broken;

  ValueCompiler(Compiler compiler, Diagnostics problems) {
    this.compiler = compiler;
    this.problems = problems;
  }

  Optional<ValueTemplate> compile(YamlNode node) {
    Part part = part(node);
    return broken ? Optional.empty() : Optional.of(new ValueTemplate(node.pos(), part, templates));
  }

  private Part part(YamlNode node) {
    int before = templates.size();
    Part part = switch (node) {
      case YamlScalar scalar -> scalar(scalar);
      case YamlList list -> new Part.Items(list.items().stream().map(this::part).toList());
      case YamlMap map -> entries(map);
    };
    return templates.size() == before ? new Part.Constant(node.data()) : part;
  }

  private Part entries(YamlMap map) {
    Map<String, Part> parts = LinkedHashMap.newLinkedHashMap(map.entries().size());
    map.entries().forEach(entry -> parts.put(entry.key(), part(entry.value())));
    return new Part.Entries(parts);
  }

  private Part scalar(YamlScalar scalar) {
    if (scalar.value() instanceof String text && (text.contains("${") || text.contains("<#"))) {
      Optional<Compiled> template = template(Text.of(scalar));
      template.ifPresent(templates::add);
      broken |= template.isEmpty();
      return template.<Part>map(Part.Dynamic::new).orElse(new Part.Constant(text));
    }
    broken |= ForeignBraces.report(scalar, problems);
    return new Part.Constant(scalar.value());
  }

  /** A string that is exactly one interpolation is an expression: its value keeps its type. */
  private Optional<Compiled> template(Text text) {
    List<Piece> pieces = Pieces.of(text.chars(), Syntax.DATA);
    return pieces.size() == 1 && pieces.getFirst() instanceof Piece.Interpolation only
        ? compiler.expression(text, only.expressionStart(), only.expressionEnd(), only.tokens(), problems)
        : compiler.text(text, problems);
  }
}
