package io.drydock.yaml;

import io.drydock.diag.SourcePos;
import java.util.List;

public record YamlList(SourcePos pos, List<YamlNode> items) implements YamlNode {
    public YamlList {
        items = List.copyOf(items);
    }

    @Override
    public YamlList opened() {
        return new YamlList(pos, items.stream().map(YamlNode::opened).toList());
    }

    @Override
    public List<Object> data() {
        return items.stream().map(YamlNode::data).toList();
    }
}
