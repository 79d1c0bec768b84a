package dev.concierge.search.meaning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.meaning.BgeSmallEnglish.Scale;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The meanings of texts, once the model is there. */
public final class Meanings {
    private static final int LATELY_SEEN = 2_000;

    private final Cache<String, float[]> documents =
            Caffeine.newBuilder().maximumSize(LATELY_SEEN).build();
    private final Cache<String, float[]> questions =
            Caffeine.newBuilder().maximumSize(LATELY_SEEN).build();
    private volatile @Nullable BgeSmallEnglish model;

    /** With the model that services use, loaded at once. */
    public static Meanings loaded(JsonMapper json) throws IOException {
        Meanings meanings = new Meanings();
        meanings.begin(BgeSmallEnglish.load(json));
        return meanings;
    }

    void begin(BgeSmallEnglish loaded) {
        model = loaded;
    }

    boolean hasBegun() {
        return model != null;
    }

    /** Of a document whose text was seen lately, so that another price costs no thought. */
    public float @Nullable [] known(Searchable document) {
        return documents.getIfPresent(text(document));
    }

    /** @throws NullPointerException while the model is not there */
    public float[] of(Searchable document) {
        return documents.get(text(document), Objects.requireNonNull(model)::ofDocument);
    }

    /** Null while the model is not there and the text was not seen lately. */
    public float @Nullable [] ofDocument(Searchable document) {
        return hasBegun() ? of(document) : known(document);
    }

    /** Null while the model is not there. */
    public float @Nullable [] ofQuestion(String text) {
        BgeSmallEnglish loaded = model;
        return loaded == null || text.isBlank() ? null : questions.get(text, loaded::ofQuestion);
    }

    /** How near a meaning must be to be found without a word in common. */
    public double related() {
        BgeSmallEnglish loaded = model;
        return loaded == null ? 1 : loaded.scale().related();
    }

    /** @return 0 for meanings that have nothing to do with each other, 1 for equal ones */
    public double nearness(double product) {
        BgeSmallEnglish loaded = model;
        if (loaded == null) {
            return 0;
        }
        Scale scale = loaded.scale();
        return Math.clamp((product - scale.unrelated()) / (scale.same() - scale.unrelated()), 0, 1);
    }

    private static String text(Searchable document) {
        return document.title() + ". " + document.description()
                + (document.tags().isEmpty() ? "" : " " + String.join(", ", document.tags()));
    }
}
