package io.drydock.yaml;

import io.drydock.diag.SourcePos;
import org.jspecify.annotations.Nullable;

/** A YAML value that knows where it was written. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {
    SourcePos pos();

    /** Plain Java data: Map, List, String, Long, Double, Boolean, {@link io.drydock.json.Written} or null. */
    @Nullable
    Object data();
}
