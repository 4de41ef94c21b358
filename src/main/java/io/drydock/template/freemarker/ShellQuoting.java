package io.drydock.template.freemarker;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import io.drydock.template.ShellWord;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Renders text as one word of a POSIX shell, whatever it holds. The words of a list are {@link Words}. */
final class ShellQuoting extends CommonMarkupOutputFormat<ShellQuoting.Words> {
    static final ShellQuoting INSTANCE = new ShellQuoting();

    /** Shell text that is quoted already. */
    static final class Words extends CommonTemplateMarkupOutputModel<Words> {
        private Words(@Nullable String plain, @Nullable String quoted) {
            super(plain, quoted);
        }

        @Override
        public ShellQuoting getOutputFormat() {
            return INSTANCE;
        }
    }

    private ShellQuoting() {}

    static Words quoted(String shellText) {
        return new Words(null, shellText);
    }

    @Override
    public String getName() {
        return "shell";
    }

    @Override
    public String getMimeType() {
        return "application/x-sh";
    }

    @Override
    public void output(String text, Writer out) throws IOException {
        out.write(ShellWord.quoted(text));
    }

    @Override
    public String escapePlainText(String text) {
        return ShellWord.quoted(text);
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) {
        return false;
    }

    @Override
    protected Words newTemplateMarkupOutputModel(String plain, String quoted) {
        return new Words(plain, quoted);
    }
}
