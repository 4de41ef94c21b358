package io.drydock.template.freemarker;

import freemarker.core.BoundedRegexps;
import freemarker.core.ExactRounding;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.ObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModel;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

/** FreeMarker, set up once for each syntax: locked down, silent, the same output on every machine. */
final class Dialect {
    static {
        System.setProperty("org.freemarker.loggerLibrary", "none");
        BoundedRegexps.install();
        ExactNumber.install();
        ExactRounding.install(ExactNumber::of);
    }

    private static final class Data {
        static final Configuration CONFIGURATION = common(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
    }

    private static final class Shell {
        static final Configuration CONFIGURATION = quoting(common(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX));
    }

    private Dialect() {}

    static Template parse(Syntax syntax, String code) throws ParseException {
        Configuration configuration = syntax == Syntax.DATA ? Data.CONFIGURATION : Shell.CONFIGURATION;
        try {
            return new Template(null, new StringReader(code), configuration);
        } catch (ParseException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string has no read errors
        }
    }

    private static Configuration common(int interpolation) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
        Set<?> names = configuration.getSharedVariableNames();
        for (Object name : Set.copyOf(names)) {
            configuration.setSharedVariable((String) name, (TemplateModel) null); // such as "compress"
        }
        configuration.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
        configuration.setInterpolationSyntax(interpolation);
        configuration.setTabSize(1); // columns count characters
        configuration.setLocale(Locale.ROOT);
        configuration.setURLEscapingCharset("UTF-8");
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setCustomNumberFormats(Map.of(NumberText.NAME, NumberText.FACTORY));
        configuration.setNumberFormat("@" + NumberText.NAME);
        configuration.setBooleanFormat("c");
        configuration.setArithmeticEngine(new AnyArithmetic());
        configuration.setObjectWrapper((ObjectWrapper) Models::ofResult);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true); // so that each has a position
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        return configuration;
    }

    private static Configuration quoting(Configuration configuration) {
        configuration.setOutputFormat(ShellQuoting.INSTANCE);
        configuration.setAutoEscapingPolicy(Configuration.FORCE_AUTO_ESCAPING_POLICY);
        return configuration;
    }
}
