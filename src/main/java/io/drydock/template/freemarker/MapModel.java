package io.drydock.template.freemarker;

import freemarker.template.SimpleScalar;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModelEx2;
import freemarker.template.TemplateModel;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

record MapModel(Map<String, ?> original, Evaluation evaluation) implements TemplateHashModelEx2, Models.Original {
    @Override
    public @Nullable TemplateModel get(String key) {
        return Models.of(evaluation.entry(original, key), evaluation);
    }

    @Override
    public int size() {
        return original.size();
    }

    @Override
    public boolean isEmpty() {
        return original.isEmpty();
    }

    @Override
    public TemplateCollectionModel keys() {
        return () -> ModelIterator.over(original.keySet(), SimpleScalar::new);
    }

    @Override
    public TemplateCollectionModel values() {
        return () -> ModelIterator.over(original.values(), value -> Models.of(value, evaluation));
    }

    @Override
    public KeyValuePairIterator keyValuePairIterator() {
        Iterator<String> keys = original.keySet().iterator();
        return new KeyValuePairIterator() {
            @Override
            public boolean hasNext() {
                return keys.hasNext();
            }

            @Override
            public KeyValuePair next() {
                return pair(keys.next());
            }
        };
    }

    private KeyValuePair pair(String key) {
        return new KeyValuePair() {
            @Override
            public TemplateModel getKey() {
                return new SimpleScalar(key);
            }

            @Override
            public @Nullable TemplateModel getValue() {
                return get(key);
            }
        };
    }
}
