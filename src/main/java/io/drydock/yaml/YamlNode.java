package io.drydock.yaml;

import io.drydock.diag.SourcePos;
import org.jspecify.annotations.Nullable;

/** A YAML value that knows where it was written. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {
    SourcePos pos();

    /**
     * Plain Java data: Map, List, String, Long, Double, Boolean, {@link io.drydock.json.Written} or null; {@link io.drydock.diag.Secret} for
     * a text that was encrypted.
     */
    @Nullable
    Object data();

    /** The same as if it stood in a file that is not encrypted. */
    YamlNode opened();
}
