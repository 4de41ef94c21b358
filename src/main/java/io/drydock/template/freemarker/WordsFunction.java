package io.drydock.template.freemarker;

import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import io.drydock.template.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The function every interpolation of a shell template goes through: a value as quoted shell words, one for a single
 * value, as many as there are items for a list. It takes a list that holds the value, so that FreeMarker itself
 * reports, with its place, a value that is not there; a second item is the program among whose arguments the value is.
 */
record WordsFunction(Evaluation evaluation) implements TemplateMethodModelEx {
    static final String NAME = "__drydock_words";

    @Override
    public Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
        TemplateSequenceModel given = (TemplateSequenceModel) arguments.getFirst();
        TemplateModel value = given.get(0);
        if (value instanceof ShellQuoting.Words quoted) return quoted;
        List<String> words = words(value);
        if (given.size() > 1 && evaluation.secrecy().isFresh())
            throw new SeenByAll(((TemplateScalarModel) given.get(1)).getAsString());
        evaluation.secrecy().written(words);
        return ShellQuoting.quoted(words.stream().map(ShellWord::quoted).collect(Collectors.joining(" ")));
    }

    private static List<String> words(TemplateModel value) throws TemplateModelException {
        return switch (value) {
            case TemplateScalarModel _, TemplateNumberModel _, TemplateBooleanModel _ -> List.of(word(value));
            case TemplateSequenceModel list -> words(list);
            case TemplateCollectionModel list -> words(list.iterator());
            default -> List.of(word(value));
        };
    }

    private static List<String> words(TemplateSequenceModel list) throws TemplateModelException {
        List<String> words = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            words.add(word(list.get(i)));
        }
        return words;
    }

    private static List<String> words(TemplateModelIterator items) throws TemplateModelException {
        List<String> words = new ArrayList<>();
        while (items.hasNext()) {
            words.add(word(items.next()));
        }
        return words;
    }

    private static String word(TemplateModel value) throws TemplateModelException {
        String text = switch (value) {
            case null -> throw new TemplateModelException("the list has an item with no value, which is no shell word");
            case TemplateScalarModel scalar -> scalar.getAsString();
            case TemplateNumberModel number -> NumberText.of(number);
            case TemplateBooleanModel truth -> String.valueOf(truth.getAsBoolean());
            case TemplateSequenceModel _ -> throw new TemplateModelException("a list inside a list is no shell word");
            default -> throw new TemplateModelException("a map or function is no shell word: name one of its entries");
        };
        Optional<String> problem = ShellWord.problem(text);
        if (problem.isPresent()) throw new TemplateModelException(problem.get());
        return text;
    }
}
