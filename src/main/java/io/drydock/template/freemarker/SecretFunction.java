package io.drydock.template.freemarker;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import io.drydock.diag.Secret;
import io.drydock.sshconfig.SshArguments;
import io.drydock.template.LookupFailure;
import io.drydock.template.Lookups.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A function whose result is a secret of this machine. */
record SecretFunction(String name, Kind kind, Evaluation evaluation) implements TemplateMethodModelEx {
    static final Map<String, Kind> KINDS =
            Map.of("lookup_env", Kind.ENVIRONMENT, "lookup_file", Kind.FILE, "lookup_command", Kind.COMMAND);

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
        return SshArguments.split(command)
                .orElseThrow(() -> new LookupFailure("a quote of \"" + command + "\" is not closed", "close it"));
    }
}
