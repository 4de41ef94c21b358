package io.drydock.template.freemarker;

import freemarker.core.Environment;
import freemarker.core.TemplateNumberFormat;
import freemarker.core.TemplateNumberFormatFactory;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import io.drydock.json.Written;
import java.util.Locale;

/** How templates write numbers: one that somebody wrote as it was written, one that was computed for computers. */
final class NumberText extends TemplateNumberFormat {
    static final String NAME = "written";

    static final TemplateNumberFormatFactory FACTORY = new TemplateNumberFormatFactory() {
        @Override
        public TemplateNumberFormat get(String parameters, Locale locale, Environment environment) {
            return new NumberText();
        }
    };

    static String of(TemplateNumberModel number) throws TemplateModelException {
        return number instanceof WrittenNumber written ? written.original().text() : Written.text(number.getAsNumber());
    }

    @Override
    public String formatToPlainText(TemplateNumberModel number) throws TemplateModelException {
        return of(number);
    }

    @Override
    public boolean isLocaleBound() {
        return false;
    }

    @Override
    public String getDescription() {
        return NAME;
    }
}
