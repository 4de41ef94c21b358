package io.drydock.template.freemarker;

import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelIterator;
import java.util.Iterator;
import java.util.function.Function;

/** Walks over plain values as models. */
record ModelIterator(Iterator<TemplateModel> models) implements TemplateModelIterator {
    static <T> ModelIterator over(Iterable<T> values, Function<T, TemplateModel> model) {
        Iterator<T> all = values.iterator();
        return new ModelIterator(new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public TemplateModel next() {
                return model.apply(all.next());
            }
        });
    }

    @Override
    public boolean hasNext() {
        return models.hasNext();
    }

    @Override
    public TemplateModel next() {
        return models.next();
    }
}
