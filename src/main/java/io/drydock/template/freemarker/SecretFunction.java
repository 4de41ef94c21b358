package io.drydock.template.freemarker;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import io.drydock.diag.Secret;
import io.drydock.template.LookupFailure;
import io.drydock.template.Lookups.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A function whose result is a secret of this machine. */
record SecretFunction(String name, Kind kind, Evaluation evaluation) implements TemplateMethodModelEx {
    static final Map<String, Kind> KINDS =
            Map.of("lookup_env", Kind.ENVIRONMENT, "lookup_file", Kind.FILE, "lookup_command", Kind.COMMAND);

    /** Quotes group, as in a shell. */
    private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"\\\\]|\\\\.|'[^']*'|\"(?:[^\"\\\\]|\\\\.)*\")+");

    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|\\\\(.)");

    @Override
    public @Nullable Object exec(List arguments) throws TemplateModelException {
        List<String> texts = new ArrayList<>();
        for (Object argument : (List<?>) arguments) {
            if (argument instanceof AnyModel any) return any;
            if (argument == null) throw new Undefined(evaluation.miss());
            if (!(argument instanceof TemplateScalarModel text)) throw new TemplateModelException(name + " needs text");
            if (argument instanceof SecretModel) throw seen();
            texts.add(text.getAsString());
        }
        if (texts.isEmpty() || texts.size() > 1 && kind != Kind.COMMAND)
            throw new TemplateModelException(
                    name + (texts.isEmpty() ? " needs an argument" : " takes 1 argument, not " + texts.size()));
        if (texts.stream().anyMatch(evaluation.secrecy()::shows)) throw seen();
        List<String> words = kind == Kind.COMMAND && texts.size() == 1 ? words(texts.getFirst()) : texts;
        if (words.isEmpty()) throw new TemplateModelException(name + " needs a command");
        Secret found = evaluation.lookups().find(kind, words);
        return Models.of(found, evaluation);
    }

    private LookupFailure seen() {
        return new LookupFailure(
                "a secret would be seen in what " + name + " is given", "name what is looked up without one");
    }

    /** There is no shell: nothing but quotes and backslashes is special. */
    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(MatchResult::group)
                .map(word -> QUOTED.matcher(word).replaceAll(SecretFunction::unquoted))
                .toList();
    }

    private static String unquoted(MatchResult quoted) {
        for (int group = 1; group <= 3; group++) {
            String text = quoted.group(group);
            if (text != null)
                return java.util.regex.Matcher.quoteReplacement(
                        group == 2 ? text.replaceAll("\\\\([\"\\\\$`])", "$1") : text);
        }
        return "";
    }
}
