package io.drydock.template.freemarker;

import freemarker.template.TemplateModelException;

/** A secret would be in the argument list of a program. */
final class SeenByAll extends TemplateModelException {
    SeenByAll(String program) {
        super("a secret would be in the arguments of " + program + ", which every user of the host can see");
    }
}
