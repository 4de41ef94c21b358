package io.drydock.template.freemarker;

import freemarker.template.TemplateModelException;
import java.util.Optional;

/** A function of ours needed a value that is not there. */
final class Undefined extends TemplateModelException {
    Undefined(Optional<Miss> miss) {
        super("undefined variable" + miss.map(m -> " \"" + m.name() + "\"").orElse(""));
    }
}
