package dev.concierge.search.engine;

import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.engine.Matches.Match;
import dev.concierge.search.text.Typed;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Items to find, and questions to find them by. */
public final class Shelf {
    public static final Instant SAVED = Instant.parse("2026-11-22T09:00:00Z");

    private final SearchEngine engine;

    public Shelf(SearchEngine engine) {
        this.engine = engine;
    }

    public static Searchable item(String id, String title, String description, String... tags) {
        return new Searchable(
                new DocumentKey(Kind.ITEM, id),
                "gem",
                title,
                description,
                List.of(tags),
                List.of(),
                List.of(),
                null,
                null,
                Map.of(),
                SAVED);
    }

    public void put(Searchable document) throws IOException {
        engine.put(document, null);
        engine.refresh();
    }

    public void put(String id, String title) throws IOException {
        put(item(id, title, ""));
    }

    public static Question question(String words) {
        return question(words, List.of(), List.of());
    }

    public static Question question(String words, List<Filter> filters, List<String> facets) {
        return question(words, filters, facets, null, null, Vocabulary.NONE, false, EnumSet.of(Kind.ITEM));
    }

    public static Question question(
            String words,
            List<Filter> filters,
            List<String> facets,
            Question.@Nullable Meaning near,
            Question.@Nullable Sorting sort,
            Vocabulary vocabulary,
            boolean isTyping,
            Set<Kind> kinds) {
        return new Question(Typed.of(words), kinds, filters, facets, near, vocabulary, isTyping, sort, null, 100);
    }

    public Matches ask(Question question) {
        return engine.match(question);
    }

    /** Best by words first. */
    public List<String> find(String words) {
        return ids(question(words));
    }

    public List<String> ids(Question question) {
        return engine.match(question).best().stream()
                .sorted(
                        question.sort() == null
                                ? Comparator.comparingDouble(Match::words)
                                        .reversed()
                                        .thenComparing(match -> match.key().id())
                                : (one, other) -> 0)
                .map(match -> match.key().id())
                .toList();
    }

    public Found show(String words, String id) {
        return engine.show(question(words), List.of(new DocumentKey(Kind.ITEM, id)))
                .getFirst();
    }
}
