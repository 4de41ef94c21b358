package io.drydock.template.freemarker;

import io.drydock.diag.SourcePos;
import io.drydock.yaml.Positions;
import io.drydock.yaml.YamlScalar;

/** A template as it was written, and where each of its characters stands. */
public record Text(String chars, Positions positions) {
    public static Text of(YamlScalar scalar) {
        return new Text(scalar.text(), scalar.positions());
    }

    public static Text of(String file, String chars) {
        return new Text(chars, (line, column) -> new SourcePos(file, line, column));
    }

    public SourcePos at(int offset) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < Math.min(offset, chars.length()); i++) {
            if (endsLine(chars, i)) {
                line++;
                start = i + 1;
            }
        }
        return positions.at(line, offset - start + 1);
    }

    /** Lines as FreeMarker counts them: LF, CR and CR LF each end one. */
    static boolean endsLine(String chars, int i) {
        char c = chars.charAt(i);
        return c == '\n' || c == '\r' && !(i + 1 < chars.length() && chars.charAt(i + 1) == '\n');
    }
}
